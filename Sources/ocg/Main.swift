import ArgumentParser
import CaseStore
import Foundation
import Reporting

/// The command `ocg`. All work is done in the commands below it.
struct OCG: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ocg",
    abstract: "Network analysis of organised crime groups, from raw exports to a review list.",
    discussion: """
      A case is one file. Rows of several record systems go into it, records that describe the \
      same person or thing are linked, and an assessment ranks what should be reviewed first, \
      with its reasons. The order is a queue for human review: it is not evidence, and no \
      decision about a person may rest on it alone.

      Exit status: 0 done; 1 done, and something needs a human (rejected rows, overdue or \
      unowned subjects, a damaged log); 2 could not be done.

      Example:
        ocg demo --output demo
      """,
    version: "ocg \(CaseSession.engineVersion)",
    subcommands: [
      DemoCommand.self, NewCommand.self, ImportCommand.self, LinkCommand.self,
      AssessCommand.self, ExplainCommand.self, CompareCommand.self, ChartCommand.self,
      ExportCommand.self, PackageCommand.self, SafeguardCommand.self, DecideCommand.self,
      JournalCommand.self,
      VerifyCommand.self, StatusCommand.self, AuditCommand.self, CheckCommand.self,
      BackupCommand.self, RetentionCommand.self, DisposeCommand.self, SynthCommand.self,
      GraphCommand.self,
    ])
}

/// The process: what is run, and the status it ends with.
@main
enum Program {
  /// With fewer open files the runtime's own threads cannot start, which ends the program without a word.
  private static let fewestFiles = 8

  static func main() {
    if let status = GraphvizWorker.runIfAsked(arguments: CommandLine.arguments) { exit(status) }
    guard sysconf(Int32(_SC_OPEN_MAX)) >= fewestFiles else {
      Terminal.complain(
        "ocg: fewer than \(fewestFiles) files may be open at once; raise it with `ulimit -n 256`"
      )
      exit(2)
    }
    // A reader that leaves early must not end an import half way; the write fails instead.
    signal(SIGPIPE, SIG_IGN)
    // A file that may not grow any further is an error like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  private static func run(_ arguments: [String]) -> Int32 {
    do {
      var command = try OCG.parseAsRoot(arguments)
      try command.run()
      return Outcome.done.rawValue
    } catch let outcome as ExitCode {
      return outcome.rawValue
    } catch  where OCG.exitCode(for: error) == .success {
      // Help and version are asked for by throwing.
      return say(OCG.fullMessage(for: error))
    } catch  where OCG.exitCode(for: error) == .validationFailure {
      let command = commandName(in: arguments)
      Terminal.complain(
        "\(command): \(clause(OCG.message(for: error))); see '\(command) --help'")
      return Outcome.failed.rawValue
    } catch {
      Terminal.complain(errorLine(error))
      return Outcome.failed.rawValue
    }
  }

  private static func say(_ text: String) -> Int32 {
    do {
      try Terminal(json: false).say(text)
      return Outcome.done.rawValue
    } catch {
      Terminal.complain(errorLine(error))
      return Outcome.failed.rawValue
    }
  }

  /// Returns `ocg` and the names of the commands that `arguments` begin with.
  private static func commandName(in arguments: [String]) -> String {
    var name = "ocg"
    var commands = OCG.configuration.subcommands
    for argument in arguments {
      guard let next = commands.first(where: { $0._commandName == argument }) else { break }
      name += " \(argument)"
      commands = next.configuration.subcommands
    }
    return name
  }
}

/// How a command ended.
enum Outcome: Int32 {
  case done = 0
  /// Done, and a human must look at something.
  case needsHuman = 1
  case failed = 2

  /// Ends the command with this status.
  func end() throws {
    if self != .done { throw ExitCode(rawValue) }
  }
}
