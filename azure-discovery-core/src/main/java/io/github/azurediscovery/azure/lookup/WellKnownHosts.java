package io.github.azurediscovery.azure.lookup;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Host names that a load-balanced client may call as real hosts. The domains are those of
 * Azure's endpoints in its clouds (Microsoft Learn, "Azure domains" and "Compare Azure
 * Government and global Azure").
 */
final class WellKnownHosts {

	private static final List<String> DOMAINS = List.of("azure.com", "azure.net", "azure.us", "azure.cn", "windows.net",
			"microsoft.com", "microsoft.us", "microsoftonline.com", "microsoftonline.us", "microsoftonline.cn",
			"windowsazure.com", "windowsazure.us", "windowsazure.cn", "azurewebsites.net", "azurewebsites.us",
			"azurefd.net", "azureedge.net", "azurecr.io", "azurecr.us", "azurecr.cn", "azure-api.net", "azure-api.us",
			"azure-api.cn", "azure-automation.net", "azure-automation.us", "azure-automation.cn", "azure-devices.net",
			"azure-devices.us", "azure-devices.cn", "azuredatalakestore.net", "azuredatalakeanalytics.net",
			"loganalytics.io", "loganalytics.us", "applicationinsights.io", "cloudapp.net", "chinacloudapi.cn",
			"chinacloudsites.cn", "chinacloudapp.cn", "usgovcloudapi.net", "usgovcloudapp.net", "msftidentity.com",
			"msidentity.com", "trafficmanager.net", "usgovtrafficmanager.net", "trafficmanager.cn", "azure.internal",
			"localhost");

	/**
	 * A host whose last label is a number in any notation is an IPv4 address (URL
	 * Standard).
	 */
	private static final Pattern ADDRESS = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

	private WellKnownHosts() {
	}

	static boolean isAddress(String id) {
		return ADDRESS.matcher(id).matches();
	}

	static boolean isKnown(String id) {
		return DOMAINS.stream().anyMatch((domain) -> id.equals(domain) || id.endsWith("." + domain));
	}

}
