package io.github.azurediscovery.haproxy;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.haproxy.sink.HaproxySink;
import io.github.azurediscovery.source.BoundedFileReader;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

/** Which room may enter which, and what may be used where. */
@AnalyzeClasses(packages = { "io.github.azurediscovery.haproxy", "io.github.azurediscovery.spring.haproxy" },
		importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String GROUND = "io.github.azurediscovery.haproxy";

	/**
	 * The rooms, each with those below that it may enter. All of them may enter the
	 * ground floor, except for syntax, which the ground floor enters itself.
	 */
	private static final Map<String, Set<String>> MAY_ENTER = Map.of("syntax", Set.of(), "server", Set.of("syntax"),
			"wanted", Set.of("server", "syntax"), "slot", Set.of("wanted", "server"), "backend",
			Set.of("wanted", "server"), "runtime", Set.of("server"), "dataplane", Set.of("backend", "server", "syntax"),
			"file", Set.of("backend", "runtime", "server"), "sink",
			Set.of("file", "dataplane", "runtime", "backend", "slot", "wanted", "server", "syntax"));

	/** What users may build on. */
	private static final Set<String> ENTRANCES = Set.of("BackendFileSettings", "BackendNameTemplate", "BackendSettings",
			"DataplaneLogin", "DataplaneSettings", "HaproxyAddress", "HaproxySettings", "SlotCount", "SlotCounts",
			"SlotGrowth", "sink.HaproxySink");

	@ArchTest
	static final ArchRule roomsEnterOnlyTheRoomsBelow = rooms();

	@ArchTest
	static final ArchRule roomsHaveNoCycles = slices().matching(GROUND + ".(*)..").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule theRoomsAreSeenThroughTheSinkOnly = noClasses().that()
		.resideOutsideOfPackage(GROUND + "..")
		.should()
		.dependOnClassesThat(resideInAPackage(GROUND + ".*..").and(not(belongToAnyOf(HaproxySink.class))));

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

	@ArchTest
	static void everyPackageIsARoom(JavaClasses classes) {
		Set<String> rooms = MAY_ENTER.keySet()
			.stream()
			.map((room) -> GROUND + "." + room)
			.collect(Collectors.toCollection(TreeSet::new));
		rooms.add(GROUND);
		assertThat(classes.stream()
			.map(JavaClass::getPackageName)
			.filter((name) -> name.startsWith(GROUND))
			.collect(Collectors.toSet())).isEqualTo(rooms);
	}

	@ArchTest
	static void usersSeeTheGroundFloorAndTheSink(JavaClasses classes) {
		assertThat(classes.stream()
			.filter((type) -> type.getPackageName().equals(GROUND) || type.getPackageName().equals(GROUND + ".sink"))
			.filter((type) -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
			.map((type) -> type.getName().substring(GROUND.length() + 1))
			.collect(Collectors.toSet())).isEqualTo(ENTRANCES);
	}

	private static LayeredArchitecture rooms() {
		LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers()
			.layer("ground")
			.definedBy(GROUND);
		for (String room : MAY_ENTER.keySet()) {
			house = house.layer(room).definedBy(GROUND + "." + room);
		}
		house = house.whereLayer("ground").mayOnlyAccessLayers("syntax").whereLayer("syntax").mayNotAccessAnyLayer();
		for (Map.Entry<String, Set<String>> room : MAY_ENTER.entrySet()) {
			if (!room.getKey().equals("syntax")) {
				Set<String> allowed = new TreeSet<>(room.getValue());
				allowed.add("ground");
				house = house.whereLayer(room.getKey()).mayOnlyAccessLayers(allowed.toArray(String[]::new));
			}
		}
		return house;
	}

}
