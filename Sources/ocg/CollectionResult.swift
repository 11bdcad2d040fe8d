import Assessment

extension AssessResult {
  /// Something to learn and what it would do.
  struct Gap: Encodable {
    let question: String
    let effect: String
    let places: Int
    /// In thousandths.
    let points: Int
    let changesVerdict: Bool

    init(_ gap: CollectionGap) {
      question = gap.question
      effect = gap.effect
      places = gap.places
      points = gap.points
      changesVerdict = gap.changesVerdict
    }
  }

  /// What removing members would come to; ranges as their two ends.
  struct Removal: Encodable {
    struct Option: Encodable {
      let order: String
      let count: Int
      let people: [String]
      /// In thousandths.
      let left: [Int]
      let recovered: [Int]
      let steps: [Int]?
      let recoveredSteps: [Int]?

      init(_ option: RemovalOutlook.Option) {
        order = option.order
        count = option.count
        people = option.people
        left = Self.ends(option.left)
        recovered = Self.ends(option.recovered)
        steps = option.steps.map(Self.ends)
        recoveredSteps = option.recoveredSteps.map(Self.ends)
      }

      private static func ends(_ range: ClosedRange<Int>) -> [Int] {
        [range.lowerBound, range.upperBound]
      }
    }

    let options: [Option]
    let scarce: [String]
    let draws: Int

    init(_ outlook: RemovalOutlook) {
      options = outlook.options.map(Option.init)
      scarce = outlook.scarce
      draws = outlook.draws
    }
  }
}
