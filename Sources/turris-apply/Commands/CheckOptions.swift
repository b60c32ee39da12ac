import ArgumentParser

/// The flags of `check`.
struct CheckOptions: ParsableArguments {
  @OptionGroup var location: LocationOptions

  @Option(help: "How to write results: text or json.") var output = OutputFormat.text

  @Option(help: ArgumentHelp("The repository.", valueName: "url|path")) var repository: String?

  @Option(help: ArgumentHelp("Branch, tag or commit.", valueName: "ref")) var ref: String?

  @Flag(help: "Leave the server alone.") var noFetch = false

  @Option(
    help: ArgumentHelp(
      "What the kernel was built with, plain or packed with gzip (default: /proc/config.gz, /boot/config-RELEASE, or /lib/modules/RELEASE/config).",
      valueName: "file"))
  var kernelConfig: String?
}
