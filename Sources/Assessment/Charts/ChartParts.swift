import Records

/// Boxes and lines as every chart of linked entities shows them.
struct ChartParts {
  let network: Network
  let shield: Shield
  let labels: ReleasedLabels

  func box(_ entity: Int, isPrincipal: Bool, column: Int) -> AssociationChart.Box {
    let found = network.entities[entity]
    let records = found.records.map { network.evidence.records[$0] }
    let isHMO = records.contains {
      !$0.values(.licensedMaximum).isEmpty || $0.text(.licenceNumber) != nil
    }
    let icon: AssociationChart.Icon =
      switch found.kind {
      case .nominal where isPrincipal: .principal
      case .address where isHMO: .hmo
      default: .init(found.kind)
      }
    let folded = found.kind == .address ? residents(of: entity) : 0
    return AssociationChart.Box(
      entity: found.id, icon: icon, title: labels.label(of: entity),
      subtitle: subtitle(found, records, isHMO), column: column, folded: folded)
  }

  private func residents(of address: Int) -> Int {
    let residents = Set(
      network.incident(to: address).compactMap { index -> Int? in
        let link = network.links[Int(index)]
        return link.type == .resident ? network.other(link, than: address) : nil
      })
    return labels.mayTellNumber(of: residents) ? residents.count : 0
  }

  private func subtitle(_ entity: Entity, _ records: [SourceRecord], _ isHMO: Bool) -> String {
    func first(_ name: Feature.Name) -> String? {
      records.lazy.compactMap { $0.text(name) }.first
    }
    switch entity.kind {
    case .nominal:
      let born = records.lazy.flatMap { $0.values(.dateOfBirth) }.first
      return [born.map { "b. \($0.prefix(4))" }, entity.id.text].compactMap { $0 }
        .joined(separator: " · ")
    case .vehicle:
      return [first(.colour), first(.make), first(.model)].compactMap { $0 }.joined(separator: " ")
    case .address:
      let most = records.lazy.flatMap { $0.values(.licensedMaximum) }.first
      return [first(.town), isHMO ? "HMO" : nil, most.map { "licensed for \($0)" }]
        .compactMap { $0 }.joined(separator: " · ")
    case .organisation: return first(.companyNumber).map { "company \($0)" } ?? ""
    default: return ""
    }
  }

  /// One line for each link among `shown`, best founded first; reference links are left out.
  func lines(among shown: [Int], sources: inout SourceNumbers) -> [AssociationChart.Line] {
    var position: [Int: Int] = [:]
    for (index, entity) in shown.enumerated() { position[entity] = index }
    var indices = Set<Int32>()
    for entity in shown {
      for index in network.incident(to: entity) {
        let link = network.links[Int(index)]
        if link.type.layer != .reference, position[link.from] != nil, position[link.to] != nil {
          indices.insert(index)
        }
      }
    }
    let links = indices.sorted().map { network.links[Int($0)] }.sorted { a, b in
      a.standing != b.standing ? a.standing > b.standing : a.support > b.support
    }
    return links.compactMap { link in
      guard let from = position[link.from], let to = position[link.to] else { return nil }
      return AssociationChart.Line(
        from: from, to: to, layer: link.type.layer, words: link.type.words,
        standing: link.standing, grade: sources.bestGrade(of: link),
        sources: sources.numbers(of: link), count: link.assertions.count)
    }
  }
}
