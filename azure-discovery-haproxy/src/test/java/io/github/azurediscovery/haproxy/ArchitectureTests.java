package io.github.azurediscovery.haproxy;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.source.BoundedFileReader;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** What may be used where. */
@AnalyzeClasses(packages = { "io.github.azurediscovery.haproxy", "io.github.azurediscovery.spring.haproxy" },
		importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule springStaysInItsRoom = noClasses().that()
		.resideOutsideOfPackage("io.github.azurediscovery.spring..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "io.micrometer..", "io.github.azurediscovery.spring..");

	@ArchTest
	static final ArchRule ofTheCoreOnlyItsValuesAndTheSinkAreUsed = noClasses().should()
		.dependOnClassesThat(resideInAnyPackage("io.github.azurediscovery", "io.github.azurediscovery.azure..",
				"io.github.azurediscovery.balance..", "io.github.azurediscovery.health..",
				"io.github.azurediscovery.imds..", "io.github.azurediscovery.refresh..",
				"io.github.azurediscovery.source..", "com.azure..")
			.and(not(type(BoundedFileReader.class))));

	/** Whatever makes commands sees no instance, and so nothing of a tag. */
	@ArchTest
	static final ArchRule instancesEndWhereAddressesBegin = noClasses().that()
		.doNotHaveSimpleName("BackendAssignment")
		.should()
		.dependOnClassesThat()
		.areAssignableTo(Instance.class);

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
