import Linkage
import Records

/// The typed, dated and graded multigraph over entities. Each link knows every assertion behind it.
struct Network: Sendable {
  /// All assertions of one type between two entities.
  struct Link: Sendable {
    /// Indices into `entities`. For types without a direction `from` < `to`.
    let from: Int
    let to: Int
    let type: LinkType
    /// Positions in `Network.assertions`.
    let assertions: Range<Int>
    let standing: Standing
    /// Distinct reports and registers behind the link: two copies of one report count once.
    let support: Int
    /// Between 0 and 1, by the policy's rule: see `LinkStrength`.
    let strength: Double
  }

  let evidence: Evidence
  let resolution: Resolution
  let origins: ReportOrigins
  /// Of each entity; see `ContentKeys`.
  let keys: ContentKeys
  let links: [Link]
  /// Indices into `Evidence.assertions`, grouped by link; what copies of reports say again is left out.
  let assertions: [Int]
  /// The entities that have a link, ascending.
  let active: [Int]
  /// Of each entity, whether it is a person.
  let isNominal: [Bool]
  /// By entity: what a record declares it to be that makes it everybody's, such as a hostel.
  let declaredHubs: [Int: String]
  private let incidentOffsets: [Int]
  private let incidentLinks: [Int32]

  var entities: [Entity] { resolution.entities }

  /// - Parameter keys: Those of `resolution`'s entities, where they are known.
  init(
    evidence: Evidence, resolution: Resolution, strength: LinkStrength, keys: ContentKeys? = nil
  ) {
    self.keys = keys ?? ContentKeys(evidence: evidence, resolution: resolution)
    let origins = ReportOrigins(evidence: evidence, resolution: resolution)
    self.evidence = evidence
    self.resolution = resolution
    self.origins = origins
    let keyed = Network.keyed(evidence, resolution, origins)
    assertions = keyed.map(\.assertion)
    var links: [Link] = []
    var start = 0
    while start < keyed.count {
      var end = start + 1
      while end < keyed.count, keyed[end].ends == keyed[start].ends,
        keyed[end].type == keyed[start].type
      {
        end += 1
      }
      links.append(
        Network.link(keyed[start..<end], evidence: evidence, origins: origins, rule: strength))
      start = end
    }
    self.links = links
    (incidentOffsets, incidentLinks) = Network.incidence(
      of: links, count: resolution.entities.count)
    active = Network.linked(resolution.entities.indices, incidentOffsets)
    isNominal = resolution.entities.map { $0.kind == .nominal }
    declaredHubs = Network.declaredHubs(evidence, resolution)
  }

  /// Indices into `links` of those that touch `entity`, ascending.
  func incident(to entity: Int) -> ArraySlice<Int32> {
    incidentLinks[incidentOffsets[entity]..<incidentOffsets[entity + 1]]
  }

  /// Whether a row declares `entity` a hub, such as a hostel or a payroll bureau.
  func isDeclaredHub(_ entity: Int) -> Bool { declaredHubs[entity] != nil }

  /// The end of `link` that is not `entity`.
  func other(_ link: Link, than entity: Int) -> Int { link.from == entity ? link.to : link.from }

  /// Whether a row that was known in the assessed period describes `entity`. Where a past period is
  /// assessed, entities are joined by all evidence: some came later.
  func isKnown(_ entity: Int) -> Bool {
    entities[entity].records.contains { evidence.records[$0].kind != nil }
  }

  /// The assertions behind `link`, read where they lie.
  func statements(of link: Link) -> LazyMapSequence<ArraySlice<Int>, Assertion> {
    let all = evidence.assertions
    return assertions[link.assertions].lazy.map { all[$0] }
  }

  /// The nominals that a link other than of a reference place ties to `entity`.
  func people(at entity: Int) -> Set<Int> {
    incident(to: entity).reduce(into: []) { people, index in
      let link = links[Int(index)]
      let other = other(link, than: entity)
      if link.type.layer != .reference, entities[other].kind == .nominal { people.insert(other) }
    }
  }

  /// What `assertion` rests on, equal for all copies of one report.
  func support(of assertion: Assertion) -> Support {
    Network.support(of: assertion, origins)
  }

  /// The network without the links, by index, that `isLost` names; with the same entities and
  /// assertions.
  func without(_ isLost: (Int) -> Bool) -> Network {
    Network(self, links: links.indices.filter { !isLost($0) }.map { links[$0] })
  }

  private init(_ whole: Network, links: [Link]) {
    evidence = whole.evidence
    resolution = whole.resolution
    keys = whole.keys
    origins = whole.origins
    assertions = whole.assertions
    self.links = links
    (incidentOffsets, incidentLinks) = Network.incidence(
      of: links, count: whole.entities.count)
    active = Network.linked(whole.active, incidentOffsets)
    isNominal = whole.isNominal
    declaredHubs = whole.declaredHubs
  }

  private static func declaredHubs(_ evidence: Evidence, _ resolution: Resolution) -> [Int: String]
  {
    var hubs: [Int: String] = [:]
    for (index, entity) in resolution.entities.enumerated() where entity.kind != .nominal {
      hubs[index] = entity.records.lazy.compactMap { evidence.records[$0].text(.hub) }
        .first { !$0.isEmpty }
    }
    return hubs
  }

  /// Those of `entities` that have a link.
  private static func linked(_ entities: some Sequence<Int>, _ offsets: [Int]) -> [Int] {
    entities.filter { offsets[$0] < offsets[$0 + 1] }
  }

  /// The report or crime record by which `assertion` is intelligence about the people it names; nil for
  /// a mere register row, and for what names them as victim, witness or official.
  ///
  /// A register row that calls somebody suspect of, or convicted for, an event stands for that event's
  /// crime record.
  func intelligence(of assertion: Assertion) -> Support? {
    switch assertion.role {
    case .victim, .potentialVictim, .witness, .professional: return nil
    case .suspect, .convicted:
      if assertion.report == nil {
        return .crimeRecord(resolution.entityOfRecord[assertion.to])
      }
    case .associate, nil: break
    }
    return assertion.report == nil ? nil : support(of: assertion)
  }

  /// Whether any intelligence names `entity`.
  func isNamed(_ entity: Int) -> Bool {
    incident(to: entity).contains { index in
      statements(of: links[Int(index)]).contains { intelligence(of: $0) != nil }
    }
  }

  /// The day on which what `assertion` states happened or began, or else that of the event it names.
  func day(of assertion: Assertion) -> Day? { evidence.day(of: assertion) }

  private struct Keyed {
    let ends: UInt64
    let type: LinkType
    let order: UInt64
    let assertion: Int
  }

  private static func keyed(
    _ evidence: Evidence, _ resolution: Resolution, _ origins: ReportOrigins
  ) -> [Keyed] {
    var keyed: [Keyed] = []
    keyed.reserveCapacity(evidence.assertions.count)
    for (index, assertion) in evidence.assertions.enumerated() {
      var from = resolution.entityOfRecord[assertion.from]
      var to = resolution.entityOfRecord[assertion.to]
      guard from >= 0, to >= 0, from != to else { continue }
      if let report = assertion.report, origins.isCopy[report] { continue }
      if assertion.type.isMutual, from > to { swap(&from, &to) }
      keyed.append(
        Keyed(
          ends: UInt64(from) << 32 | UInt64(to), type: assertion.type, order: assertion.key,
          assertion: index))
    }
    keyed.sort { a, b in
      if a.ends != b.ends { return a.ends < b.ends }
      if a.type != b.type { return a.type < b.type }
      return a.order != b.order ? a.order < b.order : a.assertion < b.assertion
    }
    return keyed
  }

  private static func link(
    _ group: ArraySlice<Keyed>, evidence: Evidence, origins: ReportOrigins, rule: LinkStrength
  ) -> Link {
    var best = Standing.tentative
    var weights: [Support: Int] = [:]
    for item in group {
      let assertion = evidence.assertions[item.assertion]
      let report = assertion.report.map { evidence.reports[$0] }
      best = max(best, report.map { $0.grading.map { Standing($0) } ?? .tentative } ?? .confirmed)
      let support = support(of: assertion, origins)
      weights[support] = max(weights[support] ?? 0, rule.weight(of: assertion, report: report))
    }
    let first = group[group.startIndex]
    return Link(
      from: Int(first.ends >> 32), to: Int(first.ends & 0xffff_ffff), type: first.type,
      assertions: group.startIndex..<group.endIndex, standing: best, support: weights.count,
      strength: LinkStrength.combined(weights.values))
  }

  private static func support(of assertion: Assertion, _ origins: ReportOrigins) -> Support {
    assertion.report.map { .report(origins.origin[$0]) }
      ?? .register(origins.register[assertion.source])
  }

  private static func incidence(of links: [Link], count: Int) -> ([Int], [Int32]) {
    var offsets = [Int](repeating: 0, count: count + 1)
    for link in links {
      offsets[link.from + 1] += 1
      offsets[link.to + 1] += 1
    }
    for index in 1..<max(offsets.count, 1) { offsets[index] += offsets[index - 1] }
    var cursor = offsets
    var incident = [Int32](repeating: 0, count: offsets[count])
    for (index, link) in links.enumerated() {
      for end in [link.from, link.to] {
        incident[cursor[end]] = Int32(index)
        cursor[end] += 1
      }
    }
    return (offsets, incident)
  }
}

extension LinkType {
  /// Whether the type has no direction.
  package var isMutual: Bool {
    switch self {
    case .associate, .family, .called: true
    default: false
    }
  }

  /// Whether the nominal or organisation at `from` has a say over what is at `to`, rather than merely
  /// being there with others.
  var isControl: Bool {
    switch self {
    case .landlord, .manager, .licenceHolder, .keeper, .driver, .subscriber, .user, .accountHolder,
      .director:
      true
    default: false
    }
  }
}

extension Network {
  /// The assertions that state a link of this network, by index and ascending; unlike `assertions`
  /// with what copies of reports say again.
  ///
  /// - Complexity: O(*a* log *l*) for all assertions of the evidence and the links of the network.
  func stated() -> [Int] {
    evidence.assertions.indices.filter { index in
      let assertion = evidence.assertions[index]
      var from = resolution.entityOfRecord[assertion.from]
      var to = resolution.entityOfRecord[assertion.to]
      guard from >= 0, to >= 0 else { return false }
      if assertion.type.isMutual, from > to { swap(&from, &to) }
      return hasLink(from, to, assertion.type)
    }
  }

  /// Links lie in the order of their ends and types.
  private func hasLink(_ from: Int, _ to: Int, _ type: LinkType) -> Bool {
    var range = 0..<links.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let link = links[middle]
      if (link.from, link.to) == (from, to), link.type == type { return true }
      let isBefore =
        (link.from, link.to) != (from, to)
        ? (link.from, link.to) < (from, to) : link.type < type
      range = isBefore ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return false
  }

  /// The network as it would be if `system` had never supplied anything: links that others state too
  /// rest on those alone, and a copy of one of its reports stands for itself.
  ///
  /// - Parameter stated: What `stated` returns.
  func without(system: String, stated: [Int], strength: LinkStrength) -> Network {
    let isGone = evidence.sources.map { $0.system == system }
    var left = evidence
    left.assertions = stated.lazy.map { evidence.assertions[$0] }.filter { !isGone[$0.source] }
    return Network(evidence: left, resolution: resolution, strength: strength, keys: keys)
  }
}
