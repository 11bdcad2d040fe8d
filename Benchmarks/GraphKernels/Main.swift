import Foundation

/// `graph-kernels`: makes graphs and times one kernel of the graph core on them.
@main
enum Main {
  static let usage = """
    graph-kernels generate KIND (--scale S | --n N) [--degree D] [--mixing M] [--project CAP]
                  [--simple] [--giant] [--seed S] [--threads T] --output FILE [--text FILE]
    graph-kernels run FILE --kernel K [--threads T] [--repeat R] [--answer PREFIX]
                  [--seed S] [--source V] [--target V] [--limit K] [--resolution G]
                  [--tolerance E] [--error E] [--risk D]
    graph-kernels serve FILE
    graph-kernels list

    generate  makes a graph and prints its size and digest. KIND: kron, urand, grid,
              planted-small, abcd, household, or a pathology that `list` names. --scale S is
              2^S nodes. household has persons and things with dates; --simple drops the dates,
              --project CAP links persons who share a thing of at most CAP users, --giant keeps
              the largest component.
    run       times the kernel R times and prints one line of JSON: seconds of each, the digest
              of every output array, numbers of the answer, memory. With --answer each array is
              written to PREFIX.NAME.npy. --kernel build times the building of the graph.
    serve     loads the graph once and answers a line of `run` options with a line of JSON.
    list      prints the names of kinds and kernels.
    """

  static func main() {
    do {
      var arguments = Array(CommandLine.arguments.dropFirst())
      let command = arguments.isEmpty ? "help" : arguments.removeFirst()
      switch command {
      case "generate": try GenerateCommand.run(arguments)
      case "run": try RunCommand.run(arguments)
      case "serve": try RunCommand.serve(arguments)
      case "list": GenerateCommand.list()
      default: print(usage)
      }
    } catch {
      FileHandle.standardError.write(Data("graph-kernels: \(error)\n".utf8))
      exit(1)
    }
  }
}
