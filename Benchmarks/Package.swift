// swift-tools-version: 6.2

import PackageDescription

/// The settings of the engine's own targets.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

// A package of its own, so that nobody who builds the engine builds its benchmarks.
let package = Package(
  name: "ocg-benchmarks",
  products: [
    .executable(name: "graph-kernels", targets: ["GraphKernels"]),
    .executable(name: "link-runs", targets: ["LinkageRuns"]),
  ],
  dependencies: [
    .package(name: "ocg", path: ".."),
    // Without its traits: they need packages of which only the counts of allocations are wanted.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .target(
      name: "BenchmarkGraphs",
      dependencies: [.product(name: "GraphCore", package: "ocg")],
      path: "BenchmarkGraphs", swiftSettings: settings),
    .target(
      name: "BenchmarkKernels",
      dependencies: ["BenchmarkGraphs", .product(name: "GraphCore", package: "ocg")],
      path: "BenchmarkKernels", swiftSettings: settings),
    .executableTarget(
      name: "GraphKernels",
      dependencies: [
        "BenchmarkGraphs", "BenchmarkKernels", .product(name: "GraphCore", package: "ocg"),
      ],
      path: "GraphKernels", swiftSettings: settings),
    .executableTarget(
      name: "LinkageRuns",
      dependencies: [
        .product(name: "Linkage", package: "ocg"), .product(name: "Synthetic", package: "ocg"),
      ],
      path: "LinkageRuns", swiftSettings: settings),
    .executableTarget(
      name: "GraphCoreBenchmarks",
      dependencies: [
        "BenchmarkGraphs", "BenchmarkKernels",
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "GraphCore", package: "ocg"),
      ],
      path: "GraphCoreBenchmarks", swiftSettings: settings,
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .testTarget(
      name: "BenchmarkTests",
      dependencies: [
        "BenchmarkGraphs", "BenchmarkKernels", .product(name: "GraphCore", package: "ocg"),
      ],
      path: "BenchmarkTests", swiftSettings: settings),
  ]
)
