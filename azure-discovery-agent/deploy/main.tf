# A VM with HAProxy and the agent that feeds it, in an existing resource group and subnet.

terraform {
  required_version = ">= 1.5"
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

provider "azurerm" {
  features {}
}

variable "resource_group_name" {
  description = "Resource group of the VMs to find, and of the VM to create."
  type        = string
}

variable "subnet_id" {
  description = "Subnet of the VM, with a route to management.azure.com:443."
  type        = string
}

variable "ssh_public_key" {
  description = "Key of the user azureuser."
  type        = string
}

variable "agent_url" {
  description = "HTTPS address of azure-discovery-agent.jar, such as that of your artifact repository."
  type        = string
  validation {
    condition     = startswith(var.agent_url, "https://")
    error_message = "The address must begin with https://."
  }
}

variable "agent_sha256" {
  description = "SHA-256 of azure-discovery-agent.jar, in hexadecimal."
  type        = string
  validation {
    condition     = can(regex("^[0-9a-f]{64}$", var.agent_sha256))
    error_message = "The checksum must have 64 lower-case hexadecimal digits."
  }
}

variable "vm_name" {
  type    = string
  default = "haproxy"
}

variable "vm_size" {
  type    = string
  default = "Standard_B2s"
}

data "azurerm_resource_group" "shop" {
  name = var.resource_group_name
}

locals {
  agent_yml = replace(file("${path.module}/agent.yml"), "@RESOURCE_GROUP@", var.resource_group_name)

  cloud_init_files = replace(replace(replace(file("${path.module}/cloud-init.yml"),
    "@AGENT_YML@", base64encode(local.agent_yml)),
    "@AGENT_UNIT@", filebase64("${path.module}/azure-discovery-agent.service")),
  "@HAPROXY_CFG@", filebase64("${path.module}/haproxy.cfg"))

  cloud_init = replace(replace(local.cloud_init_files,
    "@AGENT_URL@", var.agent_url),
  "@AGENT_SHA256@", var.agent_sha256)
}

resource "azurerm_network_interface" "haproxy" {
  name                = "${var.vm_name}-nic"
  location            = data.azurerm_resource_group.shop.location
  resource_group_name = data.azurerm_resource_group.shop.name

  ip_configuration {
    name                          = "private"
    subnet_id                     = var.subnet_id
    private_ip_address_allocation = "Dynamic"
  }
}

resource "azurerm_linux_virtual_machine" "haproxy" {
  name                  = var.vm_name
  location              = data.azurerm_resource_group.shop.location
  resource_group_name   = data.azurerm_resource_group.shop.name
  size                  = var.vm_size
  admin_username        = "azureuser"
  network_interface_ids = [azurerm_network_interface.haproxy.id]
  custom_data           = base64encode(local.cloud_init)

  admin_ssh_key {
    username   = "azureuser"
    public_key = var.ssh_public_key
  }

  identity {
    type = "SystemAssigned"
  }

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "StandardSSD_LRS"
  }

  source_image_reference {
    publisher = "Debian"
    offer     = "debian-12"
    sku       = "12-gen2"
    version   = "latest"
  }
}

# Reader on the group is enough to find its VMs.
resource "azurerm_role_assignment" "reader" {
  scope                = data.azurerm_resource_group.shop.id
  role_definition_name = "Reader"
  principal_id         = azurerm_linux_virtual_machine.haproxy.identity[0].principal_id
}

output "private_ip_address" {
  value = azurerm_linux_virtual_machine.haproxy.private_ip_address
}
