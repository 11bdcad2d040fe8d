/// What a feature of a record says, and so how two of its values are compared and who shares them. The
/// raw values are the words of mappings.
public enum FeatureType: String, Sendable, Hashable, CaseIterable {
  /// Given and family name, either of which may be absent or stand in the other's place.
  case personName
  /// A date of birth or another date that belongs to one entity.
  case date
  case sex
  /// Shared by families and correlated with names.
  case nationality
  /// Words of an address: street, suburb, town.
  case addressPart
  /// A place at three scales, such as dwelling, postcode and post town.
  case place
  case phone, plate, account
  /// A number that belongs to one entity: passport, insurance or company number.
  case document
  case organisationName
  /// Words of any other kind.
  case free

  /// The most columns that ``FeatureTexts`` reads a value of this type from; nil for any number, which
  /// are joined by blanks.
  public var columnLimit: Int? {
    switch comparator {
    case .name: 2
    case .place: 3
    case .date, .category, .words, .code: nil
    }
  }

  /// How two values are compared.
  enum Comparator { case name, date, category, words, code, place }

  var comparator: Comparator {
    switch self {
    case .personName: .name
    case .date: .date
    case .sex, .nationality: .category
    case .addressPart, .organisationName, .free: .words
    case .phone, .plate, .account, .document: .code
    case .place: .place
    }
  }

  var sharing: Sharing {
    switch self {
    case .personName, .date, .sex, .document, .free: .individual
    case .nationality, .organisationName: .inherited
    case .addressPart, .place, .phone, .plate, .account: .shared
    }
  }
}

/// Who else bears the value of a feature.
public enum Sharing: Sendable, Hashable {
  /// Related entities agree on it by chance only.
  case individual
  /// Related entities agree on it more often than by chance, a rare value as readily as a common
  /// one: a family name.
  case inherited
  /// Whoever shares it is related, the more pairs the more share it: a home, a phone.
  case shared
}

/// The features by which the records of one kind of entity are compared.
///
/// The engine knows nothing of source columns. Whoever reads them normalises their values and
/// gives them in the order of `features`.
public struct LinkSchema: Sendable {
  public struct Feature: Sendable {
    public let name: String
    public let type: FeatureType
    /// Returns the classes of a normalised word: values that share a class are variants of one
    /// another, such as forms of a nickname. Called once for each distinct value.
    public let classes: @Sendable (String) -> [String]
    /// Whether the classes are those of personal names.
    let hasNameForms: Bool

    /// - Parameter classes: Nil for those of the type: the forms of personal names, else none.
    public init(
      _ name: String, _ type: FeatureType, classes: (@Sendable (String) -> [String])? = nil
    ) {
      self.name = name
      self.type = type
      let isName = type == .personName
      self.classes = classes ?? { isName ? NameForms.classes($0) : [] }
      hasNameForms = isName && classes == nil
    }
  }

  /// One place of a comparison pattern.
  struct Slot: Sendable {
    let name: String
    let feature: Int
    let sharing: Sharing
    let comparator: FeatureType.Comparator
    /// The first of the feature's columns that the slot is about.
    let column: Int
    /// Levels run from 0 (not comparable) to `levelCount` − 1 (they differ).
    let levelCount: Int
    /// The table of distinct values that `column` holds.
    let lexicon: Int

    /// Whether the slot tells in which order two names agree.
    var isOrder: Bool { comparator == .name && levelCount != WordLevel.count }

    /// How related entities come by their levels.
    enum WhereRelated { case chance, mostlyChance, fitted }

    var whereRelated: WhereRelated {
      guard sharing == .individual else { return .fitted }
      switch comparator {
      case .date, .code: return .mostlyChance
      case .name: return isOrder ? .chance : .mostlyChance
      case .category, .words, .place: return .chance
      }
    }
  }

  static let slotLimit = 12

  public let features: [Feature]
  let slots: [Slot]
  /// The first column of each feature.
  let columns: [Int]
  /// The lexicon of each column.
  let lexiconOfColumn: [Int]
  var columnCount: Int { lexiconOfColumn.count }
  var lexiconCount: Int { (lexiconOfColumn.max() ?? -1) + 1 }

  /// - Throws: `MatchingError.featureTwice`, or `.schemaSize` where there is no feature or the
  ///   features need more than 12 comparisons; a person's name needs three.
  public init(_ features: [Feature]) throws(MatchingError) {
    var names: Set<String> = []
    for feature in features where !names.insert(feature.name).inserted {
      throw .featureTwice(feature.name)
    }
    var slots: [Slot] = []
    var columns: [Int] = []
    var lexicons: [Int] = []
    for (index, feature) in features.enumerated() {
      let column = lexicons.count
      let lexicon = (lexicons.max() ?? -1) + 1
      columns.append(column)
      func add(_ suffix: String, _ sharing: Sharing, levels: Int, at offset: Int = 0) {
        slots.append(
          Slot(
            name: feature.name + suffix, feature: index, sharing: sharing,
            comparator: feature.type.comparator, column: column + offset, levelCount: levels,
            lexicon: lexicon))
      }
      switch feature.type.comparator {
      case .name:
        lexicons += [lexicon, lexicon]
        add(" given", .individual, levels: WordLevel.count)
        add(" family", .inherited, levels: WordLevel.count, at: 1)
        add(" order", .individual, levels: 3)
      case .place:
        lexicons += [lexicon, lexicon + 1, lexicon + 2]
        add("", feature.type.sharing, levels: 5)
      case .date:
        lexicons.append(lexicon)
        add("", feature.type.sharing, levels: DateLevel.count)
      case .category:
        lexicons.append(lexicon)
        add("", feature.type.sharing, levels: 3)
      case .words:
        lexicons.append(lexicon)
        add("", feature.type.sharing, levels: WordLevel.count)
      case .code:
        lexicons.append(lexicon)
        add("", feature.type.sharing, levels: 5)
      }
    }
    guard 1...Self.slotLimit ~= slots.count else {
      throw .schemaSize(slots: slots.count, limit: Self.slotLimit)
    }
    self.features = features
    self.slots = slots
    self.columns = columns
    self.lexiconOfColumn = lexicons
  }
}

/// The normalised value of one feature of one record.
public enum FeatureValue: Sendable, Equatable {
  case missing
  case text(String)
  case name(given: String?, family: String?)
  /// Unknown parts are 0.
  case date(year: Int, month: Int, day: Int)
  /// From fine to coarse, such as dwelling, postcode, post town.
  case place(fine: String?, middle: String?, coarse: String?)
}
