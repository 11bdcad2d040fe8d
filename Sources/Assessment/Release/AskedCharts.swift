public import Records

/// What lies within two steps of one entity.
public struct EgoChart: Sendable, Equatable {
  /// A box that may be the same as the one in the middle.
  public struct Match: Sendable, Equatable {
    /// Index into the boxes of the chart.
    public let box: Int
    /// That both are one, from 0 to 1, in thousandths; nil where a rule and no model found what they
    /// have in common.
    public let thousandths: Int?

    package init(box: Int, thousandths: Int?) {
      self.box = box
      self.thousandths = thousandths
    }
  }

  /// The middle first. The columns are the rings: 0 is the middle, 1 one step away, 2 two steps.
  public let chart: AssociationChart
  public let matches: [Match]

  package init(chart: AssociationChart, matches: [Match]) {
    self.chart = chart
    self.matches = matches
  }
}

/// What joins entities, each to the next: the way of fewest links and, of several, the one whose weakest
/// link is strongest.
public struct PathChart: Sendable, Equatable {
  /// From one of the entities to the next.
  public struct Leg: Sendable, Equatable {
    /// Indices into the boxes of the chart; the two ends alone where nothing joins them.
    public let boxes: [Int]
    /// Indices into the lines of the chart, one fewer than boxes; empty where nothing joins them.
    public let lines: [Int]
    /// The place among `lines` of the weakest; nil where nothing joins the ends.
    public let weakest: Int?

    package init(boxes: [Int], lines: [Int], weakest: Int?) {
      self.boxes = boxes
      self.lines = lines
      self.weakest = weakest
    }
  }

  /// Boxes stand in the order in which the legs reach them; the one column means nothing.
  public let chart: AssociationChart
  public let legs: [Leg]

  package init(chart: AssociationChart, legs: [Leg]) {
    self.chart = chart
    self.legs = legs
  }
}

/// When the links of a position were, one lane for each link.
public struct TimelineChart: Sendable, Equatable {
  /// What one statement says of when.
  public struct Span: Sendable, Equatable {
    /// Nil where the statement leaves the beginning or the end open. The last day is counted.
    public let first: Day?
    public let last: Day?
    public let standing: Standing

    package init(first: Day?, last: Day?, standing: Standing) {
      self.first = first
      self.last = last
      self.standing = standing
    }
  }

  public struct Lane: Sendable, Equatable {
    public let from: String
    public let words: String
    public let to: String
    public let layer: LinkType.Layer
    /// By first day; at least one.
    public let spans: [Span]

    package init(
      from: String, words: String, to: String, layer: LinkType.Layer, spans: [Span]
    ) {
      self.from = from
      self.words = words
      self.to = to
      self.layer = layer
      self.spans = spans
    }
  }

  public let position: String
  public let title: String
  /// By first day.
  public let lanes: [Lane]
  public let hidden: [AssociationChart.Hidden]
  public let shielded: ShieldedCount

  package init(
    position: String, title: String, lanes: [Lane], hidden: [AssociationChart.Hidden],
    shielded: ShieldedCount
  ) {
    self.position = position
    self.title = title
    self.lanes = lanes
    self.hidden = hidden
    self.shielded = shielded
  }
}

/// In which force areas, month by month, the vehicles and addresses of a position were seen or used.
public struct MovementChart: Sendable, Equatable {
  public struct Thing: Sendable, Equatable {
    public let entity: EntityID
    public let icon: AssociationChart.Icon
    public let label: String

    package init(entity: EntityID, icon: AssociationChart.Icon, label: String) {
      self.entity = entity
      self.icon = icon
      self.label = label
    }
  }

  /// How often something was seen in one area in one month.
  public struct Stay: Sendable, Equatable {
    /// Index into `things`.
    public let thing: Int
    /// Index into `areas`.
    public let area: Int
    /// Months since `firstMonth`.
    public let month: Int
    public let count: Int

    package init(thing: Int, area: Int, month: Int, count: Int) {
      self.thing = thing
      self.area = area
      self.month = month
      self.count = count
    }
  }

  /// How often one thing was seen in one area and next in another.
  public struct Flow: Sendable, Equatable {
    /// Indices into `areas`.
    public let from: Int
    public let to: Int
    public let count: Int

    package init(from: Int, to: Int, count: Int) {
      self.from = from
      self.to = to
      self.count = count
    }
  }

  public let position: String
  public let title: String
  /// By code.
  public let areas: [ForceArea]
  /// The first day of the first month.
  public let firstMonth: Day
  public let months: Int
  public let things: [Thing]
  /// By thing, month and area.
  public let stays: [Stay]
  /// Most first.
  public let flows: [Flow]
  public let hidden: [AssociationChart.Hidden]

  package init(
    position: String, title: String, areas: [ForceArea], firstMonth: Day, months: Int,
    things: [Thing], stays: [Stay], flows: [Flow], hidden: [AssociationChart.Hidden]
  ) {
    self.position = position
    self.title = title
    self.areas = areas
    self.firstMonth = firstMonth
    self.months = months
    self.things = things
    self.stays = stays
    self.flows = flows
    self.hidden = hidden
  }
}

/// What is left of a group of people without those whose loss breaks it up most, as its removal outlook
/// has them.
public struct RemovalChart: Sendable, Equatable {
  public struct Person: Sendable, Equatable {
    public let entity: EntityID
    public let label: String
    public let isRemoved: Bool

    package init(entity: EntityID, label: String, isRemoved: Bool) {
      self.entity = entity
      self.label = label
      self.isRemoved = isRemoved
    }
  }

  /// Two people who are linked, directly or through what they share.
  public struct Pair: Sendable, Equatable {
    /// Indices into `people`; `a` < `b`.
    public let a: Int
    public let b: Int

    package init(a: Int, b: Int) {
      self.a = a
      self.b = b
    }
  }

  public let position: String
  public let title: String
  public let people: [Person]
  public let pairs: [Pair]
  /// The effect in numbers, the same as in the document.
  public let outlook: RemovalOutlook
  public let hidden: [AssociationChart.Hidden]
  public let shielded: ShieldedCount

  package init(
    position: String, title: String, people: [Person], pairs: [Pair], outlook: RemovalOutlook,
    hidden: [AssociationChart.Hidden], shielded: ShieldedCount
  ) {
    self.position = position
    self.title = title
    self.people = people
    self.pairs = pairs
    self.outlook = outlook
    self.hidden = hidden
    self.shielded = shielded
  }
}
