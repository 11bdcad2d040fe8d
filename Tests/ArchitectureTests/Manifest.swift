import Foundation

/// The targets that `Package.swift` declares, read as text.
struct Manifest {
  struct Target: Equatable {
    let name: String
    /// Other targets of the package, sorted.
    let targets: [String]
    /// Products of other packages, sorted.
    let products: [String]
  }

  let targets: [Target]

  init(_ text: String) {
    let declarations = Manifest.captures(
      #"\.(?:target|executableTarget)\(\s*name: "(\w+)"([\s\S]*?)swiftSettings"#, in: text)
    targets = declarations.map { parts in
      let products = Manifest.captures(#"\.product\(name: "(\w+)""#, in: parts[1]).map { $0[0] }
      let list = Manifest.captures(#"dependencies: \[([\s\S]*)\]"#, in: parts[1]).first?[0] ?? ""
      let bare = list.replacingOccurrences(
        of: #"\.product\([^)]*\)"#, with: "", options: .regularExpression)
      let names = Manifest.captures(#""(\w+)""#, in: bare).map { $0[0] }
      return Target(name: parts[0], targets: names.sorted(), products: products.sorted())
    }
  }

  /// The targets of `Sources`, without those that only serve tests.
  var product: [Target] { targets.filter { $0.name != "Support" } }

  static func captures(_ pattern: String, in text: String) -> [[String]] {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
    return expression.matches(in: text, range: NSRange(text.startIndex..., in: text)).map { match in
      (1..<match.numberOfRanges).map { group in
        Range(match.range(at: group), in: text).map { String(text[$0]) } ?? ""
      }
    }
  }
}
