package io.github.azurediscovery.spring;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * What the rooms of the starter may do.
 */
@AnalyzeClasses(packages = "io.github.azurediscovery.spring", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.github.azurediscovery.spring.";

	@ArchTest
	static final ArchRule roomsHaveOneDirection = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.layer("autoconfigure")
		.definedBy(ROOT + "autoconfigure")
		.layer("client")
		.definedBy(ROOT + "client")
		.layer("event")
		.definedBy(ROOT + "event")
		.layer("config")
		.definedBy(ROOT + "config")
		.layer("loadbalancer")
		.definedBy(ROOT + "loadbalancer")
		.layer("metrics")
		.definedBy(ROOT + "metrics")
		.layer("actuate")
		.definedBy(ROOT + "actuate")
		.layer("failure")
		.definedBy(ROOT + "failure")
		.whereLayer("failure")
		.mayNotAccessAnyLayer()
		.whereLayer("autoconfigure")
		.mayOnlyAccessLayers("failure")
		.whereLayer("metrics")
		.mayOnlyAccessLayers("autoconfigure", "client")
		.whereLayer("client")
		.mayOnlyAccessLayers("autoconfigure")
		.whereLayer("event")
		.mayOnlyAccessLayers("autoconfigure", "client")
		.whereLayer("config")
		.mayOnlyAccessLayers("autoconfigure", "client")
		.whereLayer("loadbalancer")
		.mayOnlyAccessLayers("autoconfigure", "client");

	@ArchTest
	static final ArchRule roomsHaveNoCycles = slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule configurationHoldsBeanMethodsOnly = methods().that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(Configuration.class)
		.or()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.and()
		.doNotHaveModifier(JavaModifier.SYNTHETIC)
		.should()
		.beAnnotatedWith(Bean.class)
		.andShould()
		.bePackagePrivate();

	@ArchTest
	static final ArchRule autoConfigurationsAreFinalAndHaveNoState = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.haveModifier(JavaModifier.FINAL);

	@ArchTest
	static final ArchRule configurationHasNoFields = noFields().that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.notBeStatic()
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule stateIsNeverInjectedIntoFields = fields().should().notBeAnnotatedWith(Autowired.class);

	@ArchTest
	static final ArchRule theUsersSchedulerAndHttpClientsAreNotUsed = noClasses().that()
		.resideOutsideOfPackage(ROOT + "loadbalancer")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.scheduling..")
		.orShould()
		.dependOnClassesThat()
		.haveFullyQualifiedName("org.springframework.web.client.RestClient$Builder")
		.orShould()
		.dependOnClassesThat()
		.haveFullyQualifiedName("org.springframework.web.reactive.function.client.WebClient$Builder");

	@ArchTest
	static final ArchRule namesSayWhatAClassIs = noClasses().should()
		.haveSimpleNameEndingWith("Manager")
		.orShould()
		.haveSimpleNameEndingWith("Helper")
		.orShould()
		.haveSimpleNameEndingWith("Util")
		.orShould()
		.haveSimpleNameEndingWith("Utils")
		.orShould()
		.haveSimpleNameEndingWith("Impl");

	@ArchTest
	static final ArchRule classesAreFinal = classes().that()
		.areNotInterfaces()
		.and()
		.areNotAnonymousClasses()
		.and()
		.areNotAnnotations()
		.and()
		.areNotEnums()
		.and()
		.areNotRecords()
		.and(DescribedPredicate.describe("are no package-info",
				(JavaClass type) -> !type.getSimpleName().equals("package-info")))
		.should()
		.haveModifier(JavaModifier.FINAL)
		.orShould()
		.beAnnotatedWith(Configuration.class)
		.orShould()
		.beAnnotatedWith("org.springframework.boot.actuate.endpoint.annotation.Endpoint");

}
