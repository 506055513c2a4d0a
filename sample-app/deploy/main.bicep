// Tags a scale set so that discovery finds it, and lets an identity read the resource group.

@description('Name of the existing scale set that serves orders.')
param scaleSetName string

@description('Object id of the managed identity under which the sample runs.')
param principalId string

@description('Name and port under which the scale set is found.')
param serviceName string = 'orders'
param servicePort int = 8080

var reader = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')

resource scaleSet 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' existing = {
  name: scaleSetName
}

resource discoveryTags 'Microsoft.Resources/tags@2024-03-01' = {
  name: 'default'
  scope: scaleSet
  properties: {
    // All tags of the set are replaced: keep what was there.
    tags: union(scaleSet.tags ?? {}, {
      'Discovery:Service:Name': serviceName
      'Discovery:Service:Port': string(servicePort)
    })
  }
}

resource readerOnGroup 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, principalId, reader)
  properties: {
    roleDefinitionId: reader
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}
