// swift-tools-version: 6.3

import PackageDescription

/// Settings for every Swift target: explicit imports, explicit existentials, no unsafe code without a mark.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// One room of the house: a library target and what it may import. The layers are drawn in `Sources/rstscope/rstscope.docc`.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: house)
}

/// The tests that stand beside a room.
func tests(of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies, exclude: exclude,
    swiftSettings: house)
}

let package = Package(
  name: "rstscope",
  products: [
    .executable(name: "rstscope", targets: ["rstscope"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    // C: what Swift cannot say itself.
    .systemLibrary(name: "CPcap", pkgConfig: "libpcap", providers: [.apt(["libpcap-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
    .target(name: "CLinux"),
    .systemLibrary(name: "CProcessor"),

    // Layer 1: what the network carried, what the host reported.
    room("Wire"),
    room("Host", ["Wire"]),
    room("CaptureFiles", ["Wire"]),

    // Layer 2
    room("Flows", ["Wire", "CProcessor"]),
    room("Recordings", ["CaptureFiles", "Host", "Wire"]),
    room("Captures", ["CPcap", "CZlib", "CZstd", "CLZ4", "CaptureFiles", "Wire"]),
    room("Traces", ["CLinux", "Host", "Wire"]),

    // Layers 3 and 4
    room("Causes", ["Flows", "Wire"]),
    room("Matches", ["Causes", "Flows", "Host", "Wire"]),

    // Layers 5 and 6
    room("Reports", ["Matches", "Recordings", "Causes", "CaptureFiles", "Flows", "Host", "Wire"]),
    .target(
      name: "Scenarios",
      dependencies: [
        "Captures", "Traces", "Recordings", "Matches", "Causes", "CaptureFiles", "Flows", "Host", "Wire", "CLinux",
        "Yams",
      ],
      resources: [.copy("Catalogue")], swiftSettings: house),
    .executableTarget(
      name: "rstscope",
      dependencies: [
        "Reports", "Scenarios", "Captures", "Traces", "Recordings", "Matches", "Causes", "CaptureFiles", "Flows",
        "Host", "Wire", "CLinux", "CProcessor",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house),

    // Makes the captures of `make bench`; no part of the product.
    .executableTarget(
      name: "benchmark-captures", dependencies: ["Wire"], path: "Tests/Benchmarks/Captures", swiftSettings: house),

    // What `make fuzz` links with libFuzzer.
    .target(
      name: "FuzzerEntry", dependencies: ["Reports", "Matches", "Recordings", "CaptureFiles", "Flows", "Wire"],
      path: "Tests/Fuzzing/Entry", swiftSettings: house),

    // Tests: a target beside each room.
    .target(
      name: "TestSupport", dependencies: ["Flows", "Host", "Wire"], path: "Tests/TestSupport", swiftSettings: house),
    tests(of: "Flows", ["Wire"]),
    tests(of: "Wire"),
    tests(of: "Causes", ["Flows", "Wire"]),
    tests(of: "Host"),
    tests(of: "CaptureFiles", ["Wire"]),
    tests(of: "Captures", ["CaptureFiles", "Wire"]),
    tests(
      of: "Reports", ["Recordings", "CaptureFiles", "Matches", "Causes", "Flows", "Host", "Wire"], exclude: ["Golden"]),
    tests(of: "Recordings", ["CaptureFiles", "Host", "Wire"]),
    tests(of: "Matches", ["Causes", "Flows", "Host", "Wire"]),
    .testTarget(
      name: "FuzzerEntryTests", dependencies: ["FuzzerEntry", "TestSupport"], path: "Tests/Fuzzing/EntryTests",
      swiftSettings: house),
    tests(of: "Traces", ["Host", "Wire"]),
    tests(of: "Scenarios", ["Causes", "Host", "Matches", "Wire"]),
    .testTarget(
      name: "rstscopeTests",
      dependencies: [
        "rstscope", "TestSupport", "Captures", "Recordings", "Matches", "Flows", "Causes", "CaptureFiles", "Host",
        "Wire",
      ],
      swiftSettings: house),
  ]
)
