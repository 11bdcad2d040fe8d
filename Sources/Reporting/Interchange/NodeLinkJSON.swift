public import Assessment
import Foundation
import Records

/// The released network as JSON for scripts and web pages.
public enum NodeLinkJSON {
  private struct File: Encodable {
    let directed = true
    let multigraph = true
    let graph: [String: String]
    let nodes: [Entry]
    let links: [Entry]
  }

  private enum Value: Encodable {
    case text(String)
    case number(Int)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(SafeText(text).text)
      case .number(let number): try container.encode(number)
      }
    }
  }

  private typealias Entry = [String: Value]

  /// Node-link JSON as d3 and NetworkX have it: `nodes` with `id` (the entity id), `label` and `kind`,
  /// `links` with `source` and `target` (entity ids), `key` (the number of the link), type, words, layer,
  /// standing, reports and, where known, first and last day; marking, handling, period and run digest in
  /// `graph`. Names are sorted.
  ///
  /// Equal releases give equal bytes.
  ///
  /// - Throws: `ReportingError.notWritten` where the encoder refuses a value, which no release can hold.
  public static func write(_ release: Release) throws(ReportingError) -> [UInt8] {
    let network = release.network
    let file = File(
      graph: Dictionary(
        release.header.facts.map { ($0.name, SafeText($0.value).text) },
        uniquingKeysWith: { first, _ in first }),
      nodes: network.nodes.map { node in
        [
          "id": .text(node.entity.text), "label": .text(node.label),
          "kind": .text(node.kind.rawValue),
        ]
      },
      links: network.links.enumerated().map { index, link in
        var entry: Entry = [
          "source": .text(network.nodes[link.from].entity.text),
          "target": .text(network.nodes[link.to].entity.text), "key": .number(index),
          "reports": .number(link.reports),
        ]
        for fact in link.facts { entry[fact.name] = .text(fact.value) }
        return entry
      })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(file)) + [0x0A]
    } catch {
      throw .notWritten(format: "node-link JSON", reason: "\(error)")
    }
  }
}
