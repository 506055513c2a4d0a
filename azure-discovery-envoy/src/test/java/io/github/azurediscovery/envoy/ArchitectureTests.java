package io.github.azurediscovery.envoy;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** What may be used where. */
@AnalyzeClasses(packages = { "io.github.azurediscovery.envoy", "io.github.azurediscovery.spring.envoy" },
		importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule springStaysInItsRoom = noClasses().that()
		.resideOutsideOfPackage("io.github.azurediscovery.spring..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "io.micrometer..", "io.github.azurediscovery.spring..");

	@ArchTest
	static final ArchRule envoyStaysInItsRoom = noClasses().that()
		.resideOutsideOfPackage("io.github.azurediscovery.envoy..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.envoyproxy..", "com.google..");

	/** Boot has a gRPC server since 4.1; the module works without it. */
	@ArchTest
	static final ArchRule bootsGrpcServerIsNotNeeded = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot.grpc..", "org.springframework.grpc..", "io.grpc.netty..",
				"io.netty..");

	@ArchTest
	static final ArchRule ofTheCoreOnlyItsValuesAndTheSinkAreUsed = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.github.azurediscovery", "io.github.azurediscovery.azure..",
				"io.github.azurediscovery.balance..", "io.github.azurediscovery.health..",
				"io.github.azurediscovery.imds..", "io.github.azurediscovery.refresh..",
				"io.github.azurediscovery.source..", "com.azure..");

	@ArchTest
	static final ArchRule classesAreFinal = classes().that()
		.areTopLevelClasses()
		.and()
		.areNotInterfaces()
		.and()
		.areNotEnums()
		.and()
		.doNotHaveSimpleName("package-info")
		.should()
		.haveModifier(JavaModifier.FINAL);

}
