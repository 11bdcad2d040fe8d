/// What one chart is asked to show.
public enum ChartQuestion: Sendable, Equatable {
  /// Who belongs to the position with this id, what they use and how it is linked.
  case association(position: String)
  /// The whole review list as circles by force area.
  case overview
  /// How firm each rank of the review list is.
  case ranks
  /// Where the points of the position with this id come from.
  case score(position: String)
  /// What lies within two steps of the entity with this id.
  case ego(entity: String)
  /// What joins the entities with these ids, each to the next.
  case path(entities: [String])
  /// What speaks for and against the being one of two records, by key, or of two entities, by id.
  case match(first: String, second: String)
  /// When the links and events of the position with this id were.
  case timeline(position: String)
  /// In which force areas, month by month, what the position with this id uses was seen.
  case movement(position: String)
  /// What is left of the position with this id without its key players.
  case removal(position: String)
  /// The whole network.
  case network
  /// The communities that the whole network falls into.
  case communities

  /// The name of its kind, as in file names and in the log.
  public var kind: String {
    switch self {
    case .association: "association"
    case .overview: "overview"
    case .ranks: "ranks"
    case .score: "score"
    case .ego: "ego"
    case .path: "path"
    case .match: "match"
    case .timeline: "timeline"
    case .movement: "movement"
    case .removal: "removal"
    case .network: "network"
    case .communities: "communities"
    }
  }

  /// The ids that it names; empty where it is about the whole list or network.
  public var ids: [String] {
    switch self {
    case .overview, .ranks, .network, .communities: []
    case .association(let id), .score(let id), .ego(let id), .timeline(let id), .movement(let id),
      .removal(let id):
      [id]
    case .path(let ids): ids
    case .match(let first, let second): [first, second]
    }
  }

  /// Whether its chart shows how stable ranks are.
  public var showsRanks: Bool { self == .ranks }
}

/// The content of a chart that was asked for by itself and is not among those of the review list.
public enum AskedChart: Sendable, Equatable {
  case ego(EgoChart)
  case path(PathChart)
  case match(MatchChart)
  case timeline(TimelineChart)
  case movement(MovementChart)
  case removal(RemovalChart)
  case network(NetworkChart)
}
