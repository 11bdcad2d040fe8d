import Assessment
import Records

extension Release.Header {
  /// What every interchange file says of itself.
  static let factNames = [
    "marking", "handling", "recipient", "title", "period", "dataCut", "runDigest",
  ]

  /// In the order of `factNames`.
  var facts: [(name: String, value: String)] {
    let values = [
      marking.rawValue, handling, recipient, title, period.name, dataCut?.description ?? "",
      runDigest,
    ]
    return zip(Self.factNames, values).map { ($0, $1) }
  }
}

extension ReleasedNetwork.Link {
  /// What an interchange file says of a link in words; days are absent where they are not known.
  var facts: [(name: String, value: String)] {
    let stated = [
      ("type", type.rawValue), ("words", type.words), ("layer", type.layer.rawValue),
      ("standing", standing.words),
    ]
    let days = [("first", first), ("last", last)].compactMap { name, day in
      day.map { (name, $0.description) }
    }
    return (stated + days).map { (name: $0.0, value: $0.1) }
  }
}
