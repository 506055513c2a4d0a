package io.github.azurediscovery;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.azurediscovery.azure.source.AzureServiceConnection;
import io.github.azurediscovery.azure.source.AzureSources;
import io.github.azurediscovery.health.engine.HealthEngine;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/** Which room may enter which, and what may be seen from outside. */
class ArchitectureTests {

	private static final String ROOT = "io.github.azurediscovery";

	private static final Map<String, Set<String>> MAY_ENTER = Map.ofEntries(entry("setting", Set.of()),
			entry("thread", Set.of()), entry("http", Set.of()), entry("catalog", Set.of()),
			entry("source", Set.of("catalog", "setting")), entry("imds", Set.of("http")),
			entry("azure", Set.of("source", "catalog", "imds", "setting", "thread")),
			entry("refresh", Set.of("source", "catalog", "setting")),
			entry("health", Set.of("catalog", "imds", "setting", "thread")),
			entry("balance", Set.of("catalog", "health", "setting")),
			entry("sink", Set.of("catalog", "health", "balance", "setting")));

	private static final String AZURE = ROOT + ".azure";

	/** The rooms inside azure, each with those below that it may enter. */
	private static final Map<String, Set<String>> AZURE_MAY_ENTER = Map.of("resource", Set.of(), "http",
			Set.of("resource"), "identity", Set.of("http"), "arm", Set.of("identity", "http", "resource"), "inventory",
			Set.of("arm", "http", "resource"), "lookup", Set.of("inventory", "arm", "http", "resource"), "source",
			Set.of("lookup", "inventory", "arm", "identity", "http", "resource"));

	private static final String HEALTH = ROOT + ".health";

	/** The same inside health. */
	private static final Map<String, Set<String>> HEALTH_MAY_ENTER = Map.of("probe", Set.of(), "maintenance", Set.of(),
			"engine", Set.of("probe", "maintenance"));

	/**
	 * The public classes that are no interface, record, enum or exception: the ways into
	 * a room. Adding one means that users may build on it.
	 */
	private static final Map<String, Set<String>> ENTRANCES = Map.ofEntries(entry("", Set.of("AzureDiscoveryBuilder")),
			entry("setting", Set.of("SettingBounds", "WildcardPattern")), entry("thread", Set.of("DaemonThreads")),
			entry("http", Set.of("BoundedBodyHandler")),
			entry("catalog", Set.of("MutableCatalog", "Snapshot", "HostName", "PortNumber", "VisibleText")),
			entry("source",
					Set.of("StaticSource", "FileSource", "EnvironmentSource", "DnsSource", "PushSource",
							"BoundedFileReader", "BooleanFlagText")),
			entry("imds", Set.of("ImdsClient")),
			entry("azure", Set.of("AzureCredential", "AzureMetadataKeys", "AzurePipeline")),
			entry("azure.source", Set.of("AzureSources", "AzureSdkPreloader", "AzureServiceConnection")),
			entry("refresh", Set.of("CatalogRefresher", "SnapshotFile")), entry("health", Set.of("VerdictList")),
			entry("health.engine", Set.of("HealthEngine")),
			entry("balance", Set.of("LiveRoutingTable", "RoundRobin", "InstanceRotation")),
			entry("sink", Set.of("AbsentNames", "DiscoverySinks", "DesiredStateReader")));

	/** Terms of the field that explain themselves in one word. */
	private static final Set<String> ONE_WORD_TERMS = Set.of("Catalog", "Instance", "Nic", "Rejection", "Route",
			"Snapshot", "Zone");

	/** Each class with the classes nested in it. */
	private static final SliceAssignment CLASSES_OF_THE_HEALTH_ENGINE = new SliceAssignment() {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			return type.getPackageName().equals(HEALTH + ".engine")
					? SliceIdentifier.of(type.getName().split("\\$", 2)[0]) : SliceIdentifier.ignore();
		}

		@Override
		public String getDescription() {
			return "the classes of the health engine";
		}

	};

	private static final JavaClasses CORE = new ClassFileImporter()
		.importUrl(AzureDiscovery.class.getProtectionDomain().getCodeSource().getLocation());

	@Test
	void roomsEnterOnlyTheRoomsTheyMay() {
		LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers()
			.layer("root")
			.definedBy(ROOT);
		for (String room : MAY_ENTER.keySet()) {
			house = house.layer(room).definedBy(ROOT + "." + room + "..");
		}
		house = house.whereLayer("root").mayNotBeAccessedByAnyLayer();
		for (Map.Entry<String, Set<String>> room : MAY_ENTER.entrySet()) {
			String[] allowed = room.getValue().toArray(String[]::new);
			house = (allowed.length != 0) ? house.whereLayer(room.getKey()).mayOnlyAccessLayers(allowed)
					: house.whereLayer(room.getKey()).mayNotAccessAnyLayer();
		}
		house.check(CORE);
	}

	@Test
	void roomsOfAzureEnterOnlyTheRoomsBelow() {
		innerRooms("azure", AZURE, AZURE_MAY_ENTER).check(CORE);
	}

	@Test
	void roomsOfHealthEnterOnlyTheRoomsBelow() {
		innerRooms("health", HEALTH, HEALTH_MAY_ENTER).check(CORE);
	}

	private static LayeredArchitecture innerRooms(String ground, String parent, Map<String, Set<String>> mayEnter) {
		LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers()
			.layer(ground)
			.definedBy(parent);
		for (String room : mayEnter.keySet()) {
			house = house.layer(room).definedBy(parent + "." + room);
		}
		house = house.whereLayer(ground).mayNotAccessAnyLayer();
		for (Map.Entry<String, Set<String>> room : mayEnter.entrySet()) {
			Set<String> allowed = new TreeSet<>(room.getValue());
			allowed.add(ground);
			house = house.whereLayer(room.getKey()).mayOnlyAccessLayers(allowed.toArray(String[]::new));
		}
		return house;
	}

	@Test
	void theRoomsOfAzureAreSeenThroughTheirSourcesOnly() {
		noClasses().that()
			.resideOutsideOfPackage(AZURE + "..")
			.should()
			.dependOnClassesThat(resideInAPackage(AZURE + ".*..")
				.and(not(belongToAnyOf(AzureSources.class, AzureServiceConnection.class))))
			.check(CORE);
	}

	@Test
	void theRoomsOfHealthAreSeenThroughTheEngineOnly() {
		noClasses().that()
			.resideOutsideOfPackage(HEALTH + "..")
			.should()
			.dependOnClassesThat(resideInAPackage(HEALTH + ".*..").and(not(belongToAnyOf(HealthEngine.class))))
			.check(CORE);
	}

	@Test
	void everyPackageIsARoom() {
		Set<String> packages = CORE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
		Set<String> rooms = MAY_ENTER.keySet().stream().map((room) -> ROOT + "." + room).collect(Collectors.toSet());
		AZURE_MAY_ENTER.keySet().forEach((room) -> rooms.add(AZURE + "." + room));
		HEALTH_MAY_ENTER.keySet().forEach((room) -> rooms.add(HEALTH + "." + room));
		rooms.add(ROOT);
		assertThat(packages).isEqualTo(rooms);
	}

	@Test
	void roomsHaveNoCycles() {
		slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CORE);
		slices().matching(AZURE + ".(*)..").should().beFreeOfCycles().check(CORE);
		slices().matching(HEALTH + ".(*)..").should().beFreeOfCycles().check(CORE);
	}

	@Test
	void theClassesOfTheHealthEngineHaveNoCycles() {
		slices().assignedFrom(CLASSES_OF_THE_HEALTH_ENGINE).should().beFreeOfCycles().check(CORE);
	}

	@Test
	void theAzureSdkStaysInItsRoom() {
		noClasses().that()
			.resideOutsideOfPackage(ROOT + ".azure..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("com.azure..", "com.microsoft..", "reactor..", "org.reactivestreams..")
			.check(CORE);
	}

	@Test
	void theDnsLibraryStaysInItsRoom() {
		noClasses().that()
			.resideOutsideOfPackage(ROOT + ".source..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.xbill..")
			.check(CORE);
	}

	@Test
	void springIsNowhere() {
		noClasses().should().dependOnClassesThat().resideInAnyPackage("org.springframework..").check(CORE);
	}

	@Test
	void noClassLogsPastSlf4j() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("ch.qos.logback..", "org.apache.logging..", "org.apache.commons.logging..",
					"java.util.logging..")
			.check(CORE);
		noClasses().should().callMethod(Throwable.class, "printStackTrace").check(CORE);
		noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err").check(CORE);
	}

	@Test
	void timeIsInjected() {
		noClasses().should()
			.callMethod(Instant.class, "now")
			.orShould()
			.callMethod(System.class, "currentTimeMillis")
			.orShould()
			.callMethod(System.class, "nanoTime")
			.orShould()
			.callMethod(Thread.class, "sleep", long.class)
			.orShould()
			.callMethod(TimeUnit.class, "sleep", long.class)
			.check(CORE);
	}

	@Test
	void noClassInherits() {
		classes().that()
			.areTopLevelClasses()
			.and()
			.areNotInterfaces()
			.and()
			.areNotAssignableTo(Throwable.class)
			.and()
			.areNotEnums()
			.and()
			.doNotHaveSimpleName("package-info")
			.should()
			.haveModifier(JavaModifier.FINAL)
			.check(CORE);
	}

	@Test
	void eachRoomHasItsKnownEntrancesAndNoOther() {
		Map<String, Set<String>> entrances = new TreeMap<>();
		for (JavaClass type : CORE) {
			if (type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC) && !type.isInterface()
					&& !type.isRecord() && !type.isEnum() && !type.isAssignableTo(Throwable.class)) {
				entrances.computeIfAbsent(room(type), (name) -> new TreeSet<>()).add(type.getSimpleName());
			}
		}
		entrances.keySet()
			.removeAll(Set.of("azure.resource", "azure.http", "azure.identity", "azure.arm", "azure.inventory",
					"azure.lookup", "health.probe", "health.maintenance"));
		assertThat(entrances).isEqualTo(new TreeMap<>(ENTRANCES));
	}

	@Test
	void noTwoClassesHaveTheSameName() {
		Map<String, Long> names = CORE.stream()
			.filter(ArchitectureTests::isNamed)
			.collect(Collectors.groupingBy(JavaClass::getSimpleName, TreeMap::new, Collectors.counting()));
		names.values().removeIf((count) -> count == 1);
		assertThat(names).isEmpty();
	}

	@Test
	void namesHaveTwoWords() {
		Set<String> oneWord = CORE.stream()
			.filter(ArchitectureTests::isNamed)
			.map(JavaClass::getSimpleName)
			.filter((name) -> name.matches("\\p{Lu}[\\p{Ll}\\d]*"))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(oneWord).isEqualTo(new TreeSet<>(ONE_WORD_TERMS));
	}

	@Test
	void namesTellTheRoleOfAClassByTwoAndAHalfWordsOnAverage() {
		double words = CORE.stream()
			.filter(ArchitectureTests::isNamed)
			.mapToInt((type) -> type.getSimpleName()
				.split("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})").length)
			.average()
			.orElseThrow();
		assertThat(words).isGreaterThanOrEqualTo(2.5);
	}

	@Test
	void noPackageIsTooLargeToSurvey() {
		Map<String, Long> sizes = CORE.stream()
			.filter(ArchitectureTests::isNamed)
			.collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
		assertThat(sizes).allSatisfy((name, classes) -> assertThat(classes).as(name).isLessThanOrEqualTo(32));
	}

	private static boolean isNamed(JavaClass type) {
		return type.isTopLevelClass() && !type.getSimpleName().equals("package-info");
	}

	private static String room(JavaClass type) {
		return type.getPackageName().substring(ROOT.length()).replaceFirst("^\\.", "");
	}

}
