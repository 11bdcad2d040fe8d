import Records

extension Network {
  /// Whether `link` says no more than that something was seen on its way, such as by a camera: who drives
  /// past does nothing there.
  func isPassing(_ link: Link) -> Bool {
    link.type == .sighted && (entities[link.from].kind == .area || entities[link.to].kind == .area)
  }

  /// The force area that a place or event lies in: what most rows state, and only where none does what
  /// the systems' own areas suggest.
  func force(of entity: Int) -> ForceArea? {
    let found = entities[entity]
    guard found.kind == .address || found.kind == .event || found.kind == .area else { return nil }
    var stated: [ForceArea: Int] = [:]
    var supplied: [ForceArea: Int] = [:]
    for record in found.records {
      for feature in evidence.records[record].features where feature.name == .forceArea {
        guard let area = feature.value.flatMap({ ForceArea(code: $0) }) else { continue }
        if feature.raw == Feature.notStated {
          supplied[area, default: 0] += 1
        } else {
          stated[area, default: 0] += 1
        }
      }
    }
    return (stated.isEmpty ? supplied : stated).mostFrequent
  }
}

extension Dictionary where Key: Comparable, Value == Int {
  /// The key with the highest count, ties to the least key.
  var mostFrequent: Key? {
    self.min { a, b in a.value != b.value ? a.value > b.value : a.key < b.key }?.key
  }
}
