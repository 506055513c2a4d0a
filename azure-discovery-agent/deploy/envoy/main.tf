# An agent, and Envoys in each zone that it feeds, in an existing resource group and subnet. The certificates by which
# they know each other are made here, so their keys are in Terraform's state: keep that as secret as they are.

terraform {
  required_version = ">= 1.5"
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
    tls = {
      source  = "hashicorp/tls"
      version = "~> 4.0"
    }
  }
}

provider "azurerm" {
  features {}
}

variable "resource_group_name" {
  description = "Resource group of the VMs to find, and of the VMs to create."
  type        = string
}

variable "subnet_id" {
  description = "Subnet of the VMs, with a route to management.azure.com:443."
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

variable "envoy_url" {
  description = "HTTPS address of Envoy's binary for Linux, such as that of your artifact repository."
  type        = string
  validation {
    condition     = startswith(var.envoy_url, "https://")
    error_message = "The address must begin with https://."
  }
}

variable "envoy_sha256" {
  description = "SHA-256 of Envoy's binary, in hexadecimal."
  type        = string
  validation {
    condition     = can(regex("^[0-9a-f]{64}$", var.envoy_sha256))
    error_message = "The checksum must have 64 lower-case hexadecimal digits."
  }
}

variable "zones" {
  description = "Zones with an Envoy each."
  type        = set(string)
  default     = ["1", "2"]
}

variable "vm_size" {
  type    = string
  default = "Standard_B2s"
}

data "azurerm_resource_group" "shop" {
  name = var.resource_group_name
}

locals {
  agent_address = azurerm_network_interface.agent.private_ip_address
  agent_yml     = replace(file("${path.module}/agent.yml"), "@RESOURCE_GROUP@", var.resource_group_name)

  agent_cloud_init = replace(replace(replace(replace(replace(replace(replace(file("${path.module}/cloud-init-agent.yml"),
    "@AGENT_YML@", base64encode(local.agent_yml)),
    "@AGENT_UNIT@", filebase64("${path.module}/../azure-discovery-agent.service")),
    "@CA_PEM@", base64encode(tls_self_signed_cert.ca.cert_pem)),
    "@AGENT_PEM@", base64encode(tls_locally_signed_cert.agent.cert_pem)),
    "@AGENT_KEY@", base64encode(tls_private_key.agent.private_key_pem_pkcs8)),
    "@AGENT_URL@", var.agent_url),
  "@AGENT_SHA256@", var.agent_sha256)

  envoy_yml = {
    for zone in var.zones : zone => replace(replace(replace(replace(file("${path.module}/envoy.yml"),
      "@NODE_ID@", "envoy-${zone}"),
      "@REGION@", data.azurerm_resource_group.shop.location),
      "@ZONE@", zone),
    "@AGENT_ADDRESS@", local.agent_address)
  }

  envoy_cloud_init = {
    for zone in var.zones : zone => replace(replace(replace(replace(replace(replace(file("${path.module}/cloud-init-envoy.yml"),
      "@ENVOY_YML@", base64encode(local.envoy_yml[zone])),
      "@CA_PEM@", base64encode(tls_self_signed_cert.ca.cert_pem)),
      "@ENVOY_PEM@", base64encode(tls_locally_signed_cert.envoy.cert_pem)),
      "@ENVOY_KEY@", base64encode(tls_private_key.envoy.private_key_pem_pkcs8)),
      "@ENVOY_URL@", var.envoy_url),
    "@ENVOY_SHA256@", var.envoy_sha256)
  }
}

resource "tls_private_key" "ca" {
  algorithm   = "ECDSA"
  ecdsa_curve = "P256"
}

resource "tls_self_signed_cert" "ca" {
  private_key_pem       = tls_private_key.ca.private_key_pem
  is_ca_certificate     = true
  validity_period_hours = 8760
  allowed_uses          = ["cert_signing", "crl_signing"]
  subject {
    common_name = "azure-discovery"
  }
}

resource "tls_private_key" "agent" {
  algorithm   = "ECDSA"
  ecdsa_curve = "P256"
}

resource "tls_cert_request" "agent" {
  private_key_pem = tls_private_key.agent.private_key_pem
  ip_addresses    = [local.agent_address]
  subject {
    common_name = "azure-discovery-agent"
  }
}

resource "tls_locally_signed_cert" "agent" {
  cert_request_pem      = tls_cert_request.agent.cert_request_pem
  ca_private_key_pem    = tls_private_key.ca.private_key_pem
  ca_cert_pem           = tls_self_signed_cert.ca.cert_pem
  validity_period_hours = 8760
  allowed_uses          = ["digital_signature", "server_auth"]
}

resource "tls_private_key" "envoy" {
  algorithm   = "ECDSA"
  ecdsa_curve = "P256"
}

resource "tls_cert_request" "envoy" {
  private_key_pem = tls_private_key.envoy.private_key_pem
  subject {
    common_name = "envoy"
  }
}

resource "tls_locally_signed_cert" "envoy" {
  cert_request_pem      = tls_cert_request.envoy.cert_request_pem
  ca_private_key_pem    = tls_private_key.ca.private_key_pem
  ca_cert_pem           = tls_self_signed_cert.ca.cert_pem
  validity_period_hours = 8760
  allowed_uses          = ["digital_signature", "client_auth"]
}

resource "azurerm_network_interface" "agent" {
  name                = "azure-discovery-agent-nic"
  location            = data.azurerm_resource_group.shop.location
  resource_group_name = data.azurerm_resource_group.shop.name

  ip_configuration {
    name                          = "private"
    subnet_id                     = var.subnet_id
    private_ip_address_allocation = "Dynamic"
  }
}

resource "azurerm_linux_virtual_machine" "agent" {
  name                  = "azure-discovery-agent"
  location              = data.azurerm_resource_group.shop.location
  resource_group_name   = data.azurerm_resource_group.shop.name
  size                  = var.vm_size
  admin_username        = "azureuser"
  network_interface_ids = [azurerm_network_interface.agent.id]
  custom_data           = base64encode(local.agent_cloud_init)

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

# Reader on the group is enough to find its VMs. Envoy needs no right in Azure.
resource "azurerm_role_assignment" "reader" {
  scope                = data.azurerm_resource_group.shop.id
  role_definition_name = "Reader"
  principal_id         = azurerm_linux_virtual_machine.agent.identity[0].principal_id
}

resource "azurerm_network_interface" "envoy" {
  for_each            = var.zones
  name                = "envoy-${each.key}-nic"
  location            = data.azurerm_resource_group.shop.location
  resource_group_name = data.azurerm_resource_group.shop.name

  ip_configuration {
    name                          = "private"
    subnet_id                     = var.subnet_id
    private_ip_address_allocation = "Dynamic"
  }
}

resource "azurerm_linux_virtual_machine" "envoy" {
  for_each              = var.zones
  name                  = "envoy-${each.key}"
  location              = data.azurerm_resource_group.shop.location
  resource_group_name   = data.azurerm_resource_group.shop.name
  zone                  = each.key
  size                  = var.vm_size
  admin_username        = "azureuser"
  network_interface_ids = [azurerm_network_interface.envoy[each.key].id]
  custom_data           = base64encode(local.envoy_cloud_init[each.key])

  admin_ssh_key {
    username   = "azureuser"
    public_key = var.ssh_public_key
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

output "envoy_addresses" {
  value = { for zone, nic in azurerm_network_interface.envoy : zone => nic.private_ip_address }
}
