public import Records

/// The content of an association chart of one position: boxes, links and what was left out. How it
/// looks is decided in Reporting.
public struct AssociationChart: Sendable, Equatable {
  /// What a box stands for, and so its icon.
  public enum Icon: String, Sendable, CaseIterable {
    case principal, person, vehicle, address, hmo, phone, email, account, company, incident, area
    case object

    /// The icon whose colour and words stand for a kind; a principal and an HMO have their own.
    package init(_ kind: Entity.Kind) {
      self =
        switch kind {
        case .nominal: .person
        case .vehicle: .vehicle
        case .address: .address
        case .phone: .phone
        case .email: .email
        case .account: .account
        case .organisation: .company
        case .event: .incident
        case .area: .area
        case .object: .object
        }
    }
  }

  public struct Box: Sendable, Equatable {
    public let entity: EntityID
    public let icon: Icon
    public let title: String
    public let subtitle: String
    /// Index into `columns`.
    public let column: Int
    /// People folded into the box, such as the occupants of an HMO; 0 where none, and where one or two
    /// of them are under the victim shield.
    public let folded: Int

    package init(
      entity: EntityID, icon: Icon, title: String, subtitle: String, column: Int, folded: Int
    ) {
      self.entity = entity
      self.icon = icon
      self.title = title
      self.subtitle = subtitle
      self.column = column
      self.folded = folded
    }
  }

  /// All statements between two boxes of one type, drawn as one line.
  public struct Line: Sendable, Equatable {
    /// Indices into `boxes`.
    public let from: Int
    public let to: Int
    public let layer: LinkType.Layer
    public let words: String
    public let standing: Standing
    /// The best grade behind it, such as `2B`, or `record`.
    public let grade: String
    /// Numbers in the chart's list of sources, such as `S3`.
    public let sources: [String]
    /// How many statements were folded into the line.
    public let count: Int

    package init(
      from: Int, to: Int, layer: LinkType.Layer, words: String, standing: Standing,
      grade: String, sources: [String], count: Int
    ) {
      self.from = from
      self.to = to
      self.layer = layer
      self.words = words
      self.standing = standing
      self.grade = grade
      self.sources = sources
      self.count = count
    }
  }

  /// Such as 14 phones left out.
  public struct Hidden: Sendable, Equatable {
    public let what: String
    public let count: Int

    package init(what: String, count: Int) {
      self.what = what
      self.count = count
    }
  }

  /// The id of the position the chart belongs to, or the ids of the entities it is about.
  public let position: String
  /// 0 where the chart belongs to no position.
  public let rank: Int
  public let title: String
  /// Force areas, or `Area not known`, from left to right; rings or steps where it belongs to no position.
  public let columns: [String]
  public let boxes: [Box]
  public let lines: [Line]
  /// `S1` ... with the system and the report's number, or the register's name.
  public let sources: [(number: String, text: String)]
  public let hidden: [Hidden]
  /// People under the victim shield whom the position counts.
  public let shielded: ShieldedCount

  package init(
    position: String, rank: Int, title: String, columns: [String], boxes: [Box], lines: [Line],
    sources: [(number: String, text: String)], hidden: [Hidden],
    shielded: ShieldedCount = ShieldedCount(0)
  ) {
    self.position = position
    self.rank = rank
    self.title = title
    self.columns = columns
    self.boxes = boxes
    self.lines = lines
    self.sources = sources
    self.hidden = hidden
    self.shielded = shielded
  }

  public static func == (a: Self, b: Self) -> Bool {
    a.position == b.position && a.columns == b.columns && a.boxes == b.boxes
      && a.lines == b.lines && a.hidden == b.hidden && a.shielded == b.shielded
      && a.sources.elementsEqual(b.sources) { $0 == $1 }
  }
}

/// The content of the overview of the review list.
public struct OverviewChart: Sendable, Equatable {
  public struct Circle: Sendable, Equatable {
    /// The id of the position.
    public let position: String
    public let rank: Int
    public let title: String
    /// In thousandths of a point.
    public let points: Int
    /// Index into `areas`: where most of its dated activity lies.
    public let area: Int
    public let isCrossForce: Bool
    public let isUnmapped: Bool

    package init(
      position: String, rank: Int, title: String, points: Int, area: Int, isCrossForce: Bool,
      isUnmapped: Bool
    ) {
      self.position = position
      self.rank = rank
      self.title = title
      self.points = points
      self.area = area
      self.isCrossForce = isCrossForce
      self.isUnmapped = isUnmapped
    }
  }

  /// People, phones, accounts, addresses and vehicles that two positions share.
  public struct Overlap: Sendable, Equatable {
    /// Indices into `circles`.
    public let a: Int
    public let b: Int
    public let shared: Int

    package init(a: Int, b: Int, shared: Int) {
      self.a = a
      self.b = b
      self.shared = shared
    }
  }

  public let areas: [String]
  public let circles: [Circle]
  /// The backbone, strongest first.
  public let overlaps: [Overlap]
  public let hiddenOverlaps: Int
  public let hiddenPositions: Int

  package init(
    areas: [String], circles: [Circle], overlaps: [Overlap], hiddenOverlaps: Int,
    hiddenPositions: Int
  ) {
    self.areas = areas
    self.circles = circles
    self.overlaps = overlaps
    self.hiddenOverlaps = hiddenOverlaps
    self.hiddenPositions = hiddenPositions
  }
}

/// The network as interchange files may carry it: open entities and the links among them.
public struct ReleasedNetwork: Sendable, Equatable {
  public struct Node: Sendable, Equatable {
    public let entity: EntityID
    public let kind: Entity.Kind
    public let label: String
    /// What most of its records state, ties to the least text; nil where none does.
    public let coordinates: Coordinates?

    package init(
      entity: EntityID, kind: Entity.Kind, label: String, coordinates: Coordinates? = nil
    ) {
      self.entity = entity
      self.kind = kind
      self.label = label
      self.coordinates = coordinates
    }
  }

  public struct Link: Sendable, Equatable {
    /// Indices into `nodes`.
    public let from: Int
    public let to: Int
    public let type: LinkType
    public let standing: Standing
    /// Distinct reports and registers behind it.
    public let reports: Int
    public let first: Day?
    public let last: Day?
    /// What it rests on, one entry for each of `reports`; empty in a release for products that do not
    /// show it.
    public let basis: [Basis]

    package init(
      from: Int, to: Int, type: LinkType, standing: Standing, reports: Int, first: Day?,
      last: Day?, basis: [Basis] = []
    ) {
      self.basis = basis
      self.from = from
      self.to = to
      self.type = type
      self.standing = standing
      self.reports = reports
      self.first = first
      self.last = last
    }
  }

  /// A report or a register that states a link.
  public struct Basis: Sendable, Equatable {
    /// Such as `CAMBS SYN-4471`: where it lies, and never who gave it.
    public let source: String
    /// Nil for a register, and for a report without a grade.
    public let grading: Grading?
    /// Whether it is intelligence and not a register.
    public let isReport: Bool
    /// The first and the last day of which it states the link.
    public let first: Day?
    public let last: Day?

    package init(source: String, grading: Grading?, isReport: Bool, first: Day?, last: Day?) {
      self.source = source
      self.grading = grading
      self.isReport = isReport
      self.first = first
      self.last = last
    }
  }

  public let nodes: [Node]
  public let links: [Link]

  package init(nodes: [Node], links: [Link]) {
    self.nodes = nodes
    self.links = links
  }
}
