// The store of a fleet: a container of its own, which candidates write and members read.

@description('Name of the storage account, unique in Azure: 3 to 24 lower-case letters and digits.')
@minLength(3)
@maxLength(24)
param accountName string

@description('Principal ids of the identities that may become the poller: two or three agents.')
param candidatePrincipalIds array

@description('Principal ids of the identities that only read: those of the applications.')
param memberPrincipalIds array = []

@description('Subnets with a service endpoint for Microsoft.Storage that may reach the account. Without any, add a private endpoint.')
param subnetIds array = []

param containerName string = 'azure-discovery'
param location string = resourceGroup().location

@description('Zone-redundant by default: without the store the fleet learns of no change.')
param sku string = 'Standard_ZRS'

var contributor = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
var reader = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: accountName
  location: location
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      virtualNetworkRules: [for subnetId in subnetIds: {
        id: subnetId
      }]
    }
  }
}

// Earlier versions of the head and the contents show who wrote what, for a week.
resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
  }
}

resource expiry 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'delete-earlier-versions'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: [
                'blockBlob'
              ]
            }
            actions: {
              version: {
                delete: {
                  daysAfterCreationGreaterThan: 7
                }
              }
            }
          }
        }
      ]
    }
  }
  dependsOn: [
    blobService
  ]
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobService
  name: containerName
  properties: {
    publicAccess: 'None'
  }
}

resource candidates 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for principalId in candidatePrincipalIds: {
  name: guid(container.id, principalId, contributor)
  scope: container
  properties: {
    roleDefinitionId: contributor
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}]

resource members 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for principalId in memberPrincipalIds: {
  name: guid(container.id, principalId, reader)
  scope: container
  properties: {
    roleDefinitionId: reader
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}]

output store string = '${account.properties.primaryEndpoints.blob}${containerName}'
