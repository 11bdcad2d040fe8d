/// The whole released network as one picture: everything that a link joins, or above a size that a page
/// can hold the communities it falls into.
public struct NetworkChart: Sendable, Equatable {
  /// Of more entities only the communities are shown.
  public static let mostEntities = 20_000
  public static let mostCommunities = 40
  public static let mostTies = 60

  /// All links between two entities, or between the entities of two communities.
  public struct Pair: Sendable, Equatable {
    /// Indices into `nodes` or `communities`; `a` < `b`.
    public let a: Int
    public let b: Int
    public let links: Int

    package init(a: Int, b: Int, links: Int) {
      self.a = a
      self.b = b
      self.links = links
    }
  }

  /// Entities that are linked more among each other than with the rest: a reading aid, no finding.
  public struct Community: Sendable, Equatable {
    /// The label of its most linked entity.
    public let name: String
    public let entities: Int
    /// How many of them are people.
    public let people: Int
    /// Links among its entities.
    public let links: Int

    package init(name: String, entities: Int, people: Int, links: Int) {
      self.name = name
      self.entities = entities
      self.people = people
      self.links = links
    }
  }

  /// In the order of the released network; empty where only communities were asked for, and where there
  /// are more than `mostEntities`.
  public let nodes: [ReleasedNetwork.Node]
  /// By the lower entity, then the higher.
  public let pairs: [Pair]
  /// The largest first.
  public let communities: [Community]
  /// Of communities; most links first.
  public let ties: [Pair]
  /// Entities with a link, the links among them and the connected parts they fall into.
  public let entities: Int
  public let links: Int
  public let parts: Int
  public let hidden: [AssociationChart.Hidden]
  /// What only a chart of communities leaves out.
  public let hiddenCommunities: [AssociationChart.Hidden]

  package init(
    nodes: [ReleasedNetwork.Node], pairs: [Pair], communities: [Community], ties: [Pair],
    entities: Int, links: Int, parts: Int, hidden: [AssociationChart.Hidden],
    hiddenCommunities: [AssociationChart.Hidden]
  ) {
    self.nodes = nodes
    self.pairs = pairs
    self.communities = communities
    self.ties = ties
    self.entities = entities
    self.links = links
    self.parts = parts
    self.hidden = hidden
    self.hiddenCommunities = hiddenCommunities
  }
}
