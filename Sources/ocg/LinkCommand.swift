import ArgumentParser

struct LinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Find which records describe the same person, vehicle, address or account.",
    discussion: """
      What humans judged comes first, then validated identifiers (people also equal name and date \
      of birth), then people whose names, births, documents, homes, phones, vehicles and accounts \
      together make it probable. Every merge is stored with its reason and can be undone, because \
      entities are computed again from the records. What is possibly the same waits in a queue \
      for a human: see "ocg link review".

      Example:
        ocg link fens.ocgcase
        ocg link fens.ocgcase --explain CAMBS-INTEL/nominal/C1 NORFOLK-INTEL/nominal/7
      """,
    subcommands: [
      LinkRunCommand.self, LinkReviewCommand.self, LinkDecideCommand.self,
      LinkEvaluateCommand.self, LinkFileCommand.self,
    ],
    defaultSubcommand: LinkRunCommand.self)
}
