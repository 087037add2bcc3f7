// swift-tools-version: 6.2
import PackageDescription

/// Every room is a target under `Sources/`; a room may import only what stands below it
/// (see `docs/design/architecture.md`).
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
  name: "atoll",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "atoll", targets: ["atoll"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    .target(name: "Basics", swiftSettings: settings),
    .target(name: "Forecast", dependencies: ["Basics"], swiftSettings: settings),
    .target(
      name: "Fleet",
      dependencies: [
        "Basics",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Yams", package: "Yams"),
      ], swiftSettings: settings),
    .target(name: "Access", dependencies: ["Basics", "Fleet"], swiftSettings: settings),
    .target(name: "Growth", dependencies: ["Basics", "Fleet", "Forecast"], swiftSettings: settings),
    .target(name: "Delivery", dependencies: ["Basics", "Fleet"], swiftSettings: settings),
    .target(
      name: "Operations", dependencies: ["Basics", "Forecast", "Fleet", "Access", "Delivery", "Growth"], swiftSettings: settings),
    .target(
      name: "Store",
      dependencies: [
        "Basics", "Fleet", "Access", "Delivery", "Growth",
        .product(name: "GRDB", package: "GRDB.swift"),
      ], swiftSettings: settings),
    .target(
      name: "Probes",
      dependencies: [
        "Basics", "Fleet", "Delivery",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
      ], swiftSettings: settings),
    .target(
      name: "Engines",
      dependencies: [
        "Basics", "Fleet", "Delivery",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ], swiftSettings: settings),
    .target(
      name: "Notify",
      dependencies: [
        "Basics",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ], swiftSettings: settings),
    .target(
      name: "ControlPlane",
      dependencies: [
        "Basics", "Fleet", "Access", "Delivery", "Growth", "Operations", "Store", "Engines", "Probes", "Notify",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      resources: [.copy("Resources")], swiftSettings: settings),
    .executableTarget(
      name: "atoll",
      dependencies: [
        "Basics", "Fleet", "Access", "Delivery", "Growth", "Operations", "Engines", "ControlPlane",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: settings),
    // What `make bench` measures of the pure rooms; nothing that users get.
    .executableTarget(
      name: "measure", dependencies: ["Basics", "Fleet", "Forecast", "Growth"], path: "Benchmarks/Measure",
      swiftSettings: settings),
    .testTarget(name: "BasicsTests", dependencies: ["Basics"]),
    .testTarget(name: "ForecastTests", dependencies: ["Basics", "Forecast"]),
    .testTarget(name: "FleetTests", dependencies: ["Basics", "Fleet"], exclude: ["Cases", "Release/Rendered"]),
    .testTarget(name: "AccessTests", dependencies: ["Basics", "Fleet", "Access"]),
    .testTarget(name: "GrowthTests", dependencies: ["Basics", "Fleet", "Forecast", "Growth"]),
    .testTarget(name: "DeliveryTests", dependencies: ["Basics", "Fleet", "Delivery"]),
    .testTarget(name: "OperationsTests", dependencies: ["Basics", "Fleet", "Access", "Delivery", "Growth", "Operations"]),
    .testTarget(name: "StoreTests", dependencies: ["Basics", "Fleet", "Access", "Delivery", "Growth", "Store"]),
    .testTarget(
      name: "EnginesTests",
      dependencies: ["Basics", "Fleet", "Delivery", "Engines", .product(name: "Logging", package: "swift-log")]),
    .testTarget(
      name: "ProbesTests",
      dependencies: [
        "Basics", "Fleet", "Delivery", "Probes",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
      ]),
    .testTarget(
      name: "NotifyTests",
      dependencies: ["Basics", "Notify", .product(name: "AsyncHTTPClient", package: "async-http-client")],
      exclude: ["Servers"]),
    .testTarget(
      name: "ControlPlaneTests",
      dependencies: [
        "Basics", "Fleet", "Access", "Delivery", "Growth", "Operations", "Store", "ControlPlane",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
      ]),
  ]
)
