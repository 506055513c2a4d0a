package io.github.azurediscovery.fleet.store;

import java.io.File;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the module adds to an application that has the core. */
class RuntimeWeightTests {

	private static final List<File> AZURE_JARS = Stream
		.of(System.getProperty("java.class.path").split(File.pathSeparator))
		.map(File::new)
		.filter((file) -> file.getPath().contains("com" + File.separator + "azure" + File.separator))
		.toList();

	@Test
	void threeJarsOfLittleMoreThanAMegabyte() {
		List<File> storage = AZURE_JARS.stream().filter((jar) -> jar.getName().startsWith("azure-storage-")).toList();
		assertThat(storage).extracting((jar) -> jar.getName().replaceFirst("-\\d.*", ""))
			.containsExactlyInAnyOrder("azure-storage-blob", "azure-storage-common", "azure-storage-internal-avro");
		assertThat(storage.stream().mapToLong(File::length).sum()).isLessThanOrEqualTo(1_200_000);
	}

	/** What the core brings, and nothing more. */
	@Test
	void noOtherJarOfTheSdk() {
		assertThat(AZURE_JARS).extracting((jar) -> jar.getName().replaceFirst("-\\d.*", ""))
			.filteredOn((name) -> !name.startsWith("azure-storage-") && !name.startsWith("azure-resourcemanager-"))
			.containsExactlyInAnyOrder("azure-core", "azure-core-http-jdk-httpclient", "azure-core-management",
					"azure-identity", "azure-json", "azure-xml");
		assertThat(System.getProperty("java.class.path")).doesNotContain("netty");
	}

}
