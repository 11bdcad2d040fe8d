/// The strength of each arc: nothing where every one is 1, 4 bytes each where that holds every
/// one of them exactly, and 8 bytes each otherwise.
///
/// Counts and halves, as links of records have, take the 4. Which it is depends on the strengths
/// alone, so equal strengths are held equally.
struct ArcStrengths: Sendable, Equatable, ExpressibleByArrayLiteral {
  /// The strengths where `Float` holds each of them; otherwise empty.
  let short: [Float]
  /// The strengths where it does not; otherwise empty.
  let long: [Double]

  /// Every strength 1.
  static let none = ArcStrengths(short: [], long: [])

  /// Takes strengths that are finite and above 0.
  init(_ strengths: [Double]) {
    if strengths.allSatisfy({ $0 == 1 }) {
      self = .none
    } else if strengths.allSatisfy({ Double(Float($0)) == $0 }) {
      self.init(short: strengths.map { Float($0) }, long: [])
    } else {
      self.init(short: [], long: strengths)
    }
  }

  /// Takes strengths of which it is known how they are to be held.
  init(short: [Float], long: [Double]) {
    self.short = short
    self.long = long
  }

  init(arrayLiteral strengths: Double...) {
    self.init(strengths)
  }

  /// Whether every strength is 1.
  var isEmpty: Bool { short.isEmpty && long.isEmpty }

  /// The strength of an arc where not every one is 1.
  subscript(arc: Int) -> Double {
    long.isEmpty ? Double(short[arc]) : long[arc]
  }
}
