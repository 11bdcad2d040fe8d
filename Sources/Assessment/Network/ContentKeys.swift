import GraphCore
import Linkage
import Records

/// A number for each entity that follows from what its records say and from nothing else: not from
/// their ids, their order or what else there is in the case.
///
/// People stand in the order of these numbers wherever an order must be chosen, and whatever is drawn
/// by lot for one of them or a link is drawn by its number. So other ids change nothing, and somebody
/// else who moves in changes no draw. Entities whose records say the same have the same number.
///
/// - Complexity: O(text of the features).
struct ContentKeys: Sendable {
  let all: [UInt64]

  subscript(entity: Int) -> UInt64 { all[entity] }

  init(evidence: Evidence, resolution: Resolution, workers: Int = 0) {
    let entities = resolution.entities
    let size = 4096
    let parts = WorkerPool.shared.map(
      (entities.count + size - 1) / size, workers: workers
    ) { part in
      entities[(part * size)..<min(entities.count, (part + 1) * size)].map { entity in
        // The order of records and of features cannot show: their numbers are added up.
        let content = entity.records.reduce(UInt64(0)) { sum, index in
          let record = evidence.records[index]
          let features = record.features.reduce(UInt64(0)) { sum, feature in
            sum &+ ContentKey(feature.name.rawValue, feature.raw, feature.value ?? "").number
          }
          return sum &+ ContentKey(record.system).with(features).number
        }
        return ContentKey(entity.kind.rawValue).with(content).number
      }
    }
    all = parts.flatMap { $0 }
  }
}

/// A number that follows from texts and numbers in their order (FNV-1a, then a mixing step).
struct ContentKey: Sendable {
  private var hash: UInt64

  init(_ texts: String...) {
    var bytes = FNVHash()
    for text in texts {
      bytes.add(text)
      bytes.add(0xff)
    }
    hash = bytes.value
  }

  func with(_ number: UInt64) -> ContentKey {
    var copy = self
    copy.hash = (hash ^ number) &* 0x9e37_79b9_7f4a_7c15
    copy.hash ^= copy.hash >> 29
    return copy
  }

  var number: UInt64 {
    let mixed = (hash ^ (hash >> 31)) &* 0x9e37_79b9_7f4a_7c15
    return mixed ^ (mixed >> 29)
  }
}

extension Network {
  /// What a draw about `link` follows from: its ends, its type and what is stated.
  func contentKey(of link: Link) -> UInt64 {
    let said = statements(of: link).reduce(UInt64(0)) { sum, statement in
      let report = statement.report.map { evidence.reports[$0].reference } ?? ""
      return sum
        &+ ContentKey(report)
        .with(UInt64(bitPattern: Int64(statement.interval.start?.number ?? .min)))
        .with(UInt64(bitPattern: Int64(statement.interval.end?.number ?? .max))).number
    }
    return ContentKey(link.type.rawValue).with(keys[link.from]).with(keys[link.to]).with(said)
      .number
  }
}
