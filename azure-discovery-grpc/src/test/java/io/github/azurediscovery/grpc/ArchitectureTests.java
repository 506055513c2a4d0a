package io.github.azurediscovery.grpc;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** What may be used where. */
@AnalyzeClasses(packages = { "io.github.azurediscovery.grpc", "io.github.azurediscovery.spring.grpc" },
		importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule springStaysInItsRoom = noClasses().that()
		.resideOutsideOfPackage("io.github.azurediscovery.spring..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "io.github.azurediscovery.spring..");

	@ArchTest
	static final ArchRule noTransportIsNeeded = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.grpc.netty..", "io.grpc.okhttp..", "io.grpc.internal..", "io.netty..",
				"com.google.common..", "com.google.protobuf..");

	@ArchTest
	static final ArchRule ofTheCoreOnlyWhatCallersUseIsUsed = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.github.azurediscovery.azure..", "io.github.azurediscovery.health.engine..",
				"io.github.azurediscovery.health.probe..", "io.github.azurediscovery.imds..",
				"io.github.azurediscovery.sink..", "io.github.azurediscovery.source..", "com.azure..");

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
