import Linkage
import Records

/// Which agency has the powers to follow a prompt, and what else may be behind it. The agencies are ours
/// to suggest and theirs to decide; the table follows no official tasking form.
struct VisitRule {
  let kind: ControlPrompt.Kind
  let agency: String

  static let all = [
    VisitRule(kind: .housing, agency: "district council: licensing of HMOs"),
    VisitRule(kind: .labour, agency: "labour market enforcement: licensing of labour providers"),
    VisitRule(kind: .money, agency: "police: financial investigation"),
    VisitRule(kind: .contact, agency: "police: safeguarding"),
    VisitRule(kind: .movement, agency: "police: roads policing"),
  ]

  static func agency(for kind: ControlPrompt.Kind) -> String {
    all.first { $0.kind == kind }?.agency ?? "police"
  }
}

/// Prompts gathered by address: those about the address itself, and those about the companies, accounts,
/// telephones and vehicles that a link ties to it.
struct JointVisits {
  struct Visit: Equatable {
    /// Index into `Network.entities`.
    let address: Int
    /// Each once, by kind, thing and words.
    let prompts: [ControlPrompt]

    /// How many rules apply: what visits are ordered by.
    var rules: Int { Set(prompts.map(\.kind)).count }
  }

  let network: Network

  /// Those with most rules first, then by id.
  func visits(from prompts: [ControlPrompt], mayShow: (Int) -> Bool) -> [Visit] {
    var byAddress: [Int: [ControlPrompt]] = [:]
    for prompt in prompts {
      for address in addresses(of: prompt.thing) {
        if byAddress[address]?.contains(prompt) != true {
          byAddress[address, default: []].append(prompt)
        }
      }
    }
    let kinds = ControlPrompt.Kind.allCases
    func order(_ prompt: ControlPrompt) -> (Int, String, String) {
      (kinds.firstIndex(of: prompt.kind) ?? 0, network.entities[prompt.thing].id.text, prompt.words)
    }
    return byAddress.filter { mayShow($0.key) }.map { address, prompts in
      Visit(address: address, prompts: prompts.sorted { order($0) < order($1) })
    }.sorted { a, b in
      a.rules != b.rules
        ? a.rules > b.rules : network.entities[a.address].id < network.entities[b.address].id
    }
  }

  /// The address itself, or those that a link of property ties to the thing, the people who live there
  /// left out: who is paid into an account or calls by a telephone is no reason to visit their home.
  private func addresses(of thing: Int) -> Set<Int> {
    if network.entities[thing].kind == .address { return [thing] }
    return network.incident(to: thing).reduce(into: []) { found, index in
      let link = network.links[Int(index)]
      let other = network.other(link, than: thing)
      if network.entities[other].kind == .address, link.type.layer == .property {
        found.insert(other)
      }
    }
  }
}

extension BodyTableMaker {
  func jointVisits() -> Table {
    let finder = PromptFinder(
      network: network, labels: labels, period: period, thresholds: policy.indicators, build: .built
    )
    let crowded = network.active.filter {
      network.entities[$0].kind == .address && !network.isDeclaredHub($0)
    }.compactMap(finder.housing)
    let visits = JointVisits(network: network).visits(
      from: prompts + crowded, mayShow: labels.mayShow)
    let rows = visits.flatMap { visit in
      visit.prompts.map { prompt -> [Table.Cell] in
        let (found, ordinary) = BodyTableMaker.parts(of: prompt.words)
        return [
          .text(labels.label(of: visit.address)),
          .text(network.entities[visit.address].id.text), .number(visit.rules),
          .text(prompt.kind.rawValue), .text(VisitRule.agency(for: prompt.kind)), .text(found),
          .text(ordinary),
        ]
      }
    }
    return Table(
      kind: .jointVisits,
      columns: [
        "address", "id", "rules that apply", "rule", "agency with the powers", "what was found",
        "or an ordinary explanation",
      ], rows: rows,
      notes: [
        "Addresses stand by how many rules apply, never by a sum of them. A prompt for a visit to "
          + "protect people and to check, never proof."
      ])
  }

  /// What a prompt found, and the ordinary explanations in the brackets behind it.
  static func parts(of words: String) -> (found: String, ordinary: String) {
    let mark = " (or "
    guard words.hasSuffix(")"), let start = words.ranges(of: mark).last else { return (words, "") }
    return (String(words[..<start.lowerBound]), String(words[start.upperBound...].dropLast()))
  }
}
