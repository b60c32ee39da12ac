// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// The door to one system library: a module map and a shim, imported by exactly one module.
func systemLibrary(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [],
  resources: [Resource] = []
) -> Target {
  // The programs' objects are part of the test bundle, and swift-crypto's C++ with them: the package manager does not see that.
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources,
    swiftSettings: strict, linkerSettings: [.linkedLibrary("stdc++")])
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let package = Package(
  name: "turris-containers",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    systemLibrary("CLibArchive", pkgConfig: "libarchive", apt: "libarchive-dev"),
    // Without its flags for the linker: it is loaded where it is needed.
    .systemLibrary(name: "CLibCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    systemLibrary("CLibGit2", pkgConfig: "libgit2", apt: "libgit2-dev"),
    systemLibrary("CLibLXC", pkgConfig: "lxc", apt: "lxc-dev"),
    systemLibrary("CLibNL", pkgConfig: "libnl-route-3.0", apt: "libnl-route-3-dev"),
    systemLibrary("CLibYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
    systemLibrary("CLibZ", pkgConfig: "zlib", apt: "zlib1g-dev"),
    .target(
      name: "CLinux", cSettings: [.define("_GNU_SOURCE"), .treatAllWarnings(as: .error)]),

    module("ContainerModel"),
    module("AttemptTiming"),
    module("Supervising", ["CLinux"]),
    module("YAMLDocument", ["CLibYAML"]),
    module("SpecLoading", ["YAMLDocument", "ContainerModel"]),
    module("SettingsLoading", ["SpecLoading", "AttemptTiming", "ContainerModel"]),
    module("Planning", ["ContainerModel"]),
    module("StatusJudging", ["Planning", "ContainerModel"]),
    module("HostJudging"),
    module("PlanRendering", ["Planning", "StatusJudging", "HostJudging", "ContainerModel"]),
    module("PageRendering", ["PlanRendering", "Planning", "StatusJudging", "ContainerModel"]),
    module("MetricsRendering", ["StatusJudging", "ContainerModel"]),
    module("Failpoints"),
    module(
      "Reconciling",
      ["ContainerModel", "SpecLoading", "Planning", "StatusJudging", "Failpoints", crypto]),
    module("Workers", ["CLinux", subprocess, system]),
    module("DurableFiles", ["Failpoints", "CLinux", system]),
    module(
      "GitSource",
      [
        "Reconciling", "ContainerModel", "Workers",
      ]),
    module(
      "GitReading",
      [
        "GitSource", "ContainerModel", "Workers", "DurableFiles", "CLibGit2", "CLinux", crypto,
        system,
      ]),
    module(
      "HostProbing",
      ["HostJudging", "Workers", "DurableFiles", "CLinux", system]),
    module("KernelConfigReading", ["HostProbing", "HostJudging", "Workers", "CLibZ", system]),
    module("NetworkProbes", ["ContainerModel", "Workers", "CLinux"]),
    module("NoticeDeciding"),
    module(
      "NoticeSending",
      ["NoticeDeciding", "ContainerModel", "Workers", "DurableFiles", subprocess, system]),
    module("ServiceLogging"),
    module("WebhookJudging", [crypto]),
    module(
      "HTTPTransfers",
      [
        "NetworkProbes", "NoticeSending", "ContainerModel", "Workers", "DurableFiles", "CLibCurl",
        "CLinux", system,
      ]),
    module(
      "LXCRuntime",
      [
        "Reconciling", "ContainerModel", "HostJudging", "Workers", "NetworkProbes", "DurableFiles",
        "CLibLXC", "CLinux", crypto,
        subprocess, system,
      ]),
    module(
      "LayerStore",
      [
        "Reconciling", "ContainerModel", "Workers", "DurableFiles", "CLinux", system,
      ]),
    module(
      "ArchiveUnpacking",
      ["LayerStore", "ContainerModel", "Workers", "CLibArchive", "CLinux", crypto, system]),
    .target(
      name: "Schemas",
      resources: [
        .embedInCode("Files/container.v1.json"), .embedInCode("Files/policy.v1.json"),
        .embedInCode("Files/settings.v1.json"),
      ],
      swiftSettings: strict),
    module("ContainerStorage", ["Reconciling", "ContainerModel", "DurableFiles", system]),
    module(
      "StateKeeping", ["Reconciling", "ContainerModel", "DurableFiles", crypto, system]),
    module("LinuxNetwork", ["Reconciling", "ContainerModel", "Workers", "CLibNL", "CLinux"]),
    module(
      "RunJournal",
      ["Reconciling", "ContainerModel", "Planning", "DurableFiles", "Failpoints", "CLinux", system]),

    .target(
      name: "SpecSamples", dependencies: ["ContainerModel"], path: "Tests/SpecSamples",
      swiftSettings: strict),
    tests("ContainerModelTests", ["ContainerModel", "SpecSamples"]),
    tests("StatusJudgingTests", ["StatusJudging", "Planning", "ContainerModel"]),
    tests(
      "PlanRenderingTests", ["PlanRendering", "Planning", "StatusJudging", "ContainerModel"],
      exclude: ["Snapshots"]),
    tests(
      "PageRenderingTests",
      ["PageRendering", "Planning", "StatusJudging", "ContainerModel", crypto]),
    tests("MetricsRenderingTests", ["MetricsRendering", "StatusJudging", "ContainerModel"]),
    tests("ReconcilingTests", ["Reconciling", "ContainerModel", "SpecSamples"]),
    tests("HostJudgingTests", ["HostJudging"]),
    tests("RunJournalTests", ["RunJournal", "Reconciling", "Planning", "ContainerModel"]),
    tests("AttemptTimingTests", ["AttemptTiming"]),
    tests("NoticeDecidingTests", ["NoticeDeciding"]),
    tests(
      "NoticeSendingTests",
      ["NoticeSending", "NoticeDeciding", "Workers", subprocess, system]),
    tests("ServiceLoggingTests", ["ServiceLogging"]),
    tests("WebhookJudgingTests", ["WebhookJudging", subprocess]),
    tests(
      "StateKeepingTests",
      ["StateKeeping", "Reconciling", "Planning", "ContainerModel", "SpecSamples"]),
    tests("PlanningTests", ["Planning", "ContainerModel", "SpecSamples", "Reconciling"]),

    // Tests of programs find them built beside the test bundle. They do not depend on them, for then their objects would be
    // part of the bundle, and those of turris-apply-start bring a Swift runtime of their own.
    tests("IntegrationTests", ["ContainerModel", subprocess, system]),

    .executableTarget(
      name: "turris-apply",
      dependencies: [
        "ContainerModel", "SpecLoading", "SettingsLoading", "Planning", "PlanRendering",
        "PageRendering", "MetricsRendering", "AttemptTiming", "Reconciling", "StatusJudging",
        "Workers", "DurableFiles", "GitSource", "HostJudging", "HostProbing", "LXCRuntime",
        "LayerStore",
        "ContainerStorage", "LinuxNetwork", "NoticeDeciding", "NoticeSending", "RunJournal",
        "Schemas",
        "ServiceLogging", "StateKeeping", "Supervising", "WebhookJudging",
        argumentParser,
        logging,
        system,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "turris-apply-fetch",
      dependencies: [
        "ArchiveUnpacking", "GitReading", "GitSource", "HTTPTransfers", "HostProbing",
        "KernelConfigReading", "LayerStore", "NetworkProbes", "NoticeSending", "Workers", system,
      ],
      swiftSettings: strict),
    // Stays resident as the monitor of each running container: without the Swift runtime it is
    // as small as the same in C. Embedded Swift needs the whole module at once in debug as well.
    .executableTarget(
      name: "turris-apply-start", dependencies: ["CLibLXC", "CLinux"],
      swiftSettings: [
        .enableExperimentalFeature("Embedded"),
        .unsafeFlags(["-wmo", "-Osize", "-no-static-stdlib"]),
      ],
      linkerSettings: [.unsafeFlags(["-no-static-stdlib"])]),

    .executableTarget(
      name: "LXCRuntimeFixture", dependencies: ["LXCRuntime", "Workers"],
      path: "Tests/LXCRuntimeFixture", swiftSettings: strict),
    tests(
      "LXCRuntimeTests",
      [
        "HostJudging", "LXCRuntime", "LXCRuntimeFixture", "LinuxNetwork", "Reconciling",
        "Workers", "ContainerModel", system,
      ]),
    tests("LinuxNetworkTests", ["LinuxNetwork", "Reconciling", "ContainerModel"]),
    .executableTarget(
      name: "UnpackFixture",
      dependencies: [
        "ArchiveUnpacking", "LayerStore", "ContainerStorage", "Reconciling", "ContainerModel",
        "Workers", "CLinux",
      ],
      path: "Tests/UnpackFixture", swiftSettings: strict),
    tests(
      "LayerStoreTests",
      [
        "LayerStore", "Reconciling", "ContainerModel", "Workers", "UnpackFixture", crypto,
        subprocess, system,
      ]),
    tests(
      "ContainerStorageTests",
      ["ContainerStorage", "Reconciling", "ContainerModel", "UnpackFixture", subprocess, system]),
    .executableTarget(
      name: "WorkerFixture", dependencies: ["Workers", system], path: "Tests/WorkerFixture",
      swiftSettings: strict),
    tests("WorkersTests", ["Workers", "WorkerFixture", system]),
    .executableTarget(
      name: "DurableFilesFixture", dependencies: ["DurableFiles", system],
      path: "Tests/DurableFilesFixture", swiftSettings: strict),
    tests(
      "DurableFilesTests", ["DurableFiles", "DurableFilesFixture", subprocess, system]),
    tests(
      "GitSourceTests",
      [
        "GitSource", "GitReading", "Reconciling", "ContainerModel", "Workers",
        "turris-apply-fetch", subprocess, system,
      ]),

    .executableTarget(
      name: "planning-benchmark",
      dependencies: [
        "ContainerModel", "DurableFiles", "SpecLoading", "Planning", "Reconciling", system,
      ],
      path: "Benchmarks/Planning", swiftSettings: strict),

    tests("YAMLDocumentTests", ["YAMLDocument"]),
    .target(
      name: "SchemaJudge", dependencies: [subprocess, system], path: "Tests/SchemaJudge",
      exclude: ["judge.py"], swiftSettings: strict),
    tests(
      "SpecLoadingTests", ["SpecLoading", "YAMLDocument", "ContainerModel", "SchemaJudge"],
      exclude: ["Corpus"]),
    tests(
      "SettingsLoadingTests",
      ["SettingsLoading", "AttemptTiming", "SpecLoading", "ContainerModel", "SchemaJudge"]),
  ],
  swiftLanguageModes: [.v6]
)
