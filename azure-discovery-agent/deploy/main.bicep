// A VM with HAProxy and the agent that feeds it, in an existing subnet.

@description('Subnet of the VM, with a route to management.azure.com:443.')
param subnetId string

@description('Key of the user azureuser.')
param sshPublicKey string

@description('HTTPS address of azure-discovery-agent.jar, such as that of your artifact repository.')
param agentUrl string

@description('SHA-256 of azure-discovery-agent.jar, in lower-case hexadecimal.')
@minLength(64)
@maxLength(64)
param agentSha256 string

param vmName string = 'haproxy'
param vmSize string = 'Standard_B2s'
param location string = resourceGroup().location

var agentYml = replace(loadTextContent('agent.yml'), '@RESOURCE_GROUP@', resourceGroup().name)
var cloudInitWithAgent = replace(loadTextContent('cloud-init.yml'), '@AGENT_YML@', base64(agentYml))
var cloudInitWithUnit = replace(cloudInitWithAgent, '@AGENT_UNIT@', loadFileAsBase64('azure-discovery-agent.service'))
var cloudInitWithFiles = replace(cloudInitWithUnit, '@HAPROXY_CFG@', loadFileAsBase64('haproxy.cfg'))
var cloudInitWithUrl = replace(cloudInitWithFiles, '@AGENT_URL@', agentUrl)
var cloudInit = replace(cloudInitWithUrl, '@AGENT_SHA256@', agentSha256)

var reader = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')

resource nic 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: '${vmName}-nic'
  location: location
  properties: {
    ipConfigurations: [
      {
        name: 'private'
        properties: {
          privateIPAllocationMethod: 'Dynamic'
          subnet: {
            id: subnetId
          }
        }
      }
    ]
  }
}

resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: vmName
  location: location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    hardwareProfile: {
      vmSize: vmSize
    }
    osProfile: {
      computerName: vmName
      adminUsername: 'azureuser'
      customData: base64(cloudInit)
      linuxConfiguration: {
        disablePasswordAuthentication: true
        ssh: {
          publicKeys: [
            {
              path: '/home/azureuser/.ssh/authorized_keys'
              keyData: sshPublicKey
            }
          ]
        }
      }
    }
    storageProfile: {
      imageReference: {
        publisher: 'Debian'
        offer: 'debian-12'
        sku: '12-gen2'
        version: 'latest'
      }
      osDisk: {
        createOption: 'FromImage'
        managedDisk: {
          storageAccountType: 'StandardSSD_LRS'
        }
      }
    }
    networkProfile: {
      networkInterfaces: [
        {
          id: nic.id
        }
      ]
    }
  }
}

// Reader on the group is enough to find its VMs.
resource readerOnGroup 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, vm.id, reader)
  properties: {
    roleDefinitionId: reader
    principalId: vm.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

output privateIpAddress string = nic.properties.ipConfigurations[0].properties.privateIPAddress
