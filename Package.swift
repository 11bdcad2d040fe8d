// swift-tools-version: 6.2

import PackageDescription

/// The settings every Swift target of the engine is built with.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "ocg",
  products: [
    .library(name: "GraphCore", targets: ["GraphCore"]),
    .library(name: "Records", targets: ["Records"]),
    .library(name: "Linkage", targets: ["Linkage"]),
    .library(name: "Assessment", targets: ["Assessment"]),
    .library(name: "Reporting", targets: ["Reporting"]),
    .library(name: "Synthetic", targets: ["Synthetic"]),
    .executable(name: "ocg", targets: ["ocg"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CCSV", providers: [.apt(["libcsv-dev"])]),
    .systemLibrary(
      name: "CGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"])]),
    .systemLibrary(
      name: "CXLSX", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CPango", providers: [.apt(["libpango1.0-dev"])]),

    .target(name: "GraphCore", swiftSettings: settings),
    .target(name: "Records", dependencies: ["CCSV"], swiftSettings: settings),
    .target(
      name: "Linkage", dependencies: ["GraphCore", "Records"], swiftSettings: settings),
    .target(
      name: "Assessment", dependencies: ["GraphCore", "Records", "Linkage"],
      swiftSettings: settings),
    .target(
      name: "Reporting", dependencies: ["Assessment", "Records", "CGraphviz", "CPango", "CXLSX"],
      swiftSettings: settings),
    .target(
      name: "CaseStore",
      dependencies: [
        "Assessment", "Linkage", "Records",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: settings),
    .target(
      name: "Synthetic", dependencies: ["GraphCore", "Records"], swiftSettings: settings),
    .executableTarget(
      name: "ocg",
      dependencies: [
        "GraphCore", "Records", "Linkage", "Assessment", "Reporting", "CaseStore", "Synthetic",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    .target(
      name: "Support", dependencies: ["GraphCore", "Records"], path: "Tests/Support",
      swiftSettings: settings),
    .testTarget(
      name: "GraphCoreTests", dependencies: ["GraphCore", "Support"], swiftSettings: settings),
    .testTarget(
      name: "RecordsTests", dependencies: ["Records", "Support"], swiftSettings: settings),
    .testTarget(
      name: "LinkageTests", dependencies: ["Linkage", "Records", "Support"],
      swiftSettings: settings),
    .testTarget(
      name: "AssessmentTests",
      dependencies: ["Assessment", "Linkage", "Records", "GraphCore", "Support"],
      swiftSettings: settings),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "Assessment", "Records", "Support"],
      swiftSettings: settings),
    .testTarget(
      name: "CaseStoreTests", dependencies: ["CaseStore", "Assessment", "Records", "Support"],
      swiftSettings: settings),
    .testTarget(
      name: "SyntheticTests", dependencies: ["Synthetic", "Records", "Support"],
      swiftSettings: settings),
    .testTarget(
      name: "CommandLineTests", dependencies: ["ocg", "Support"], swiftSettings: settings),
    .testTarget(name: "ArchitectureTests", dependencies: ["Support"], swiftSettings: settings),
  ]
)
