public import ArgumentParser
public import Schemas

/// `turris-apply schema`.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of a format, for editors.")

  @Argument(help: "Of what.") var format = EmbeddedSchema.container

  func run() throws {
    try StandardStreams.print(format.text)
  }
}

extension EmbeddedSchema: ExpressibleByArgument {}
