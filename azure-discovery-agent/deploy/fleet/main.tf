# The store of a fleet: a container of its own, which candidates write and members read.

terraform {
  required_version = ">= 1.5"
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.9"
    }
  }
}

provider "azurerm" {
  storage_use_azuread = true
  features {}
}

variable "resource_group_name" {
  description = "Resource group of the storage account."
  type        = string
}

variable "account_name" {
  description = "Name of the storage account, unique in Azure: 3 to 24 lower-case letters and digits."
  type        = string
}

variable "candidate_principal_ids" {
  description = "Principal ids of the identities that may become the poller: two or three agents."
  type        = set(string)
}

variable "member_principal_ids" {
  description = "Principal ids of the identities that only read: those of the applications."
  type        = set(string)
  default     = []
}

variable "subnet_ids" {
  description = "Subnets with a service endpoint for Microsoft.Storage that may reach the account. Without any, add a private endpoint."
  type        = set(string)
  default     = []
}

variable "container_name" {
  type    = string
  default = "azure-discovery"
}

data "azurerm_resource_group" "fleet" {
  name = var.resource_group_name
}

resource "azurerm_storage_account" "fleet" {
  name                            = var.account_name
  resource_group_name             = data.azurerm_resource_group.fleet.name
  location                        = data.azurerm_resource_group.fleet.location
  account_kind                    = "StorageV2"
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  shared_access_key_enabled       = false
  default_to_oauth_authentication = true
  allow_nested_items_to_be_public = false
  https_traffic_only_enabled      = true
  min_tls_version                 = "TLS1_2"

  blob_properties {
    versioning_enabled = true
  }

  network_rules {
    default_action             = "Deny"
    bypass                     = ["None"]
    virtual_network_subnet_ids = var.subnet_ids
  }
}

# Earlier versions of the head and the contents show who wrote what, for a week.
resource "azurerm_storage_management_policy" "fleet" {
  storage_account_id = azurerm_storage_account.fleet.id

  rule {
    name    = "delete-earlier-versions"
    enabled = true
    filters {
      blob_types = ["blockBlob"]
    }
    actions {
      version {
        delete_after_days_since_creation = 7
      }
    }
  }
}

resource "azurerm_storage_container" "fleet" {
  name                  = var.container_name
  storage_account_id    = azurerm_storage_account.fleet.id
  container_access_type = "private"
}

resource "azurerm_role_assignment" "candidate" {
  for_each             = var.candidate_principal_ids
  scope                = azurerm_storage_container.fleet.id
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = each.value
}

resource "azurerm_role_assignment" "member" {
  for_each             = var.member_principal_ids
  scope                = azurerm_storage_container.fleet.id
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = each.value
}

output "store" {
  value = "${azurerm_storage_account.fleet.primary_blob_endpoint}${azurerm_storage_container.fleet.name}"
}
