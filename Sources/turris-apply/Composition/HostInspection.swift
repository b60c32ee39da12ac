import ContainerModel
import GitSource
import Glibc
import HostJudging
import HostProbing
import LXCRuntime
import LinuxNetwork
import Reconciling
import SettingsLoading
import StateKeeping
import SystemPackage
import Workers

/// Finds out all that a check judges. What cannot be found out is a finding as well.
struct HostInspection {
  private let options: CheckOptions
  private let settings: Settings
  private let place: Place?
  private let launcher: WorkerLauncher
  private let fetcher: WorkerLauncher?
  /// What was found on the way.
  private var verdicts: [Finding]

  /// Reads settings and policy, and finds the program's parts.
  init(_ options: CheckOptions) throws {
    self.options = options
    launcher = WorkerLauncher(executable: try Installation.executable())
    let parts = ProgramParts()
    fetcher = parts.fetcher.map { WorkerLauncher(executable: $0) }
    let files = SettingsVerdicts(settingsFile: options.location.config)
    settings = files.settings
    verdicts = parts.findings + files.findings
    do {
      place = try Place(
        settings: settings, stateDirectory: options.location.stateDir,
        lxcPath: options.location.lxcPath)
    } catch {
      place = nil
      verdicts.append(
        Finding(
          .storage, "directories", .needed, "\(error)",
          remedy: "name others with --state-dir and --lxc-path, or in the settings"))
    }
  }

  /// Looks at everything.
  ///
  /// - Throws: where the file of `--kernel-config` can't be read.
  mutating func account() async throws -> HostAccount {
    let ids = identifiers()
    let state = storage(place?.layout.root, "state directory")
    var host = HostAccount(
      kernel: try await kernel(ids, storage: state), controlGroups: controlGroups(),
      liblxc: LXCContainerRuntime.liblxcAccount, clock: clock, repository: await repository())
    host.state = state
    host.containers = storage(place?.lxcPath, "containers' directory")
    host.volatile = storage(place?.runLayout.root, "run directory")
    host.usesCertificates = url?.hasPrefix("https:") ?? false
    inspectState()
    do throws(OperationError) {
      host.bridges = try NetlinkNetwork().interfaces().bridges.sorted()
    } catch {
      note(.network, "bridges", "\(error)")
    }
    host.verdicts = verdicts
    return host
  }

  private var url: String? { options.repository ?? settings.repository.url }

  /// Something needed could not be looked at.
  private mutating func note(_ area: Finding.Area, _ subject: String, _ problem: String) {
    verdicts.append(
      Finding(
        area, subject, .needed, problem, remedy: "mend this, and run `turris-apply check` again"))
  }

  /// The ids that unprivileged containers have, or would have.
  private mutating func identifiers() -> IDRange? {
    do throws(CommandFailure) {
      let ids = try SubordinateIDs(settings.idRange)
      if let range = ids.range {
        verdicts.append(
          Finding(
            .settings, "ids", .fine,
            "unprivileged containers have \(range.count) from \(range.first) on"))
      } else if let problem = ids.problem {
        // What is wrong, and what to do.
        let parts = problem.split(separator: "; ", maxSplits: 1).map(String.init)
        verdicts.append(
          Finding(.settings, "ids", .needed, parts[0], remedy: parts.dropFirst().first))
      }
    } catch {
      note(.settings, "ids", "\(error)")
    }
    return settings.idRange ?? SubordinateIDs.standard
  }

  private mutating func storage(_ path: String?, _ subject: String) -> StorageAccount? {
    guard let path else { return nil }
    do throws(HostProbingError) {
      return try StorageAccount(lookingAt: path)
    } catch {
      note(.storage, subject, "\(error)")
      return nil
    }
  }

  /// Whether it is the right one, as each run looks.
  private mutating func inspectState() {
    guard let place else { return }
    do throws(StateError) {
      let condition = try place.state.inspect()
      let message = condition == .fresh ? "none yet" : "this router's"
      verdicts.append(Finding(.storage, "state", .fine, message))
    } catch {
      note(.storage, "state directory", "\(error)")
    }
  }

  private mutating func controlGroups() -> ControlGroupAccount {
    do throws(OperationError) {
      return try LXCContainerRuntime.controlGroupAccount()
    } catch {
      note(.controlGroups, "layout", "\(error)")
      return ControlGroupAccount()
    }
  }

  private func kernel(
    _ ids: IDRange?, storage: StorageAccount?
  ) async throws -> KernelAccount {
    var kernel = KernelAccount(release: Self.release)
    if let fetcher {
      kernel = try await KernelAccount(
        release: Self.release, chosen: try options.kernelConfig.map(Place.absolute), reader: fetcher
      )
    } else {
      kernel.configProblem = "it cannot be read without turris-apply-fetch"
    }
    let request = TrialRequest(
      firstID: ids?.first ?? 100_000, countOfIDs: ids?.count ?? 65_536,
      overlayOptions: LXCContainerRuntime.overlayOptions(unprivileged: false),
      userOverlayOptions: LXCContainerRuntime.overlayOptions(unprivileged: true))
    kernel.trials = await KernelTrials(launcher: launcher).results(
      request, storage: storage.flatMap { $0.isReadOnly ? nil : $0.existing })
    for (trial, result) in await interfaces() { kernel.trials[trial] = result }
    return kernel
  }

  private func interfaces() async -> [KernelTrial: TrialResult] {
    func result(_ failure: String?) -> TrialResult {
      failure.map { .failed(reason: $0) } ?? .works
    }
    do throws(WorkerError) {
      let reply = try await launcher.run(
        TryInterfaces.self, TryInterfaces.Request(), deadline: .seconds(20))
      return [.bridge: result(reply.bridge), .veth: result(reply.veth)]
    } catch {
      let untried = TrialResult.notTried(reason: error.description)
      return [.bridge: untried, .veth: untried]
    }
  }

  private func repository() async -> RepositoryAccount {
    guard let url else { return .none }
    let reference = options.ref ?? settings.repository.ref
    do {
      let remote = settings.repository.remote(try Composition.address(url))
      guard !options.noFetch else { return .notAsked(url: remote.displayName) }
      guard let fetcher else {
        return .failed(reason: "without turris-apply-fetch it cannot be asked", details: [])
      }
      let source = GitSpecSource(
        remote: remote, mirror: place?.layout.mirror ?? "", launcher: fetcher,
        timeout: settings.repository.timeout.duration)
      return .reached(
        url: remote.displayName, reference: reference, isCertain: try await source.finds(reference))
    } catch let error as OperationError {
      return .failed(reason: "\(error)", details: error.details)
    } catch {
      return .failed(reason: "\(error)", details: [])
    }
  }

  private var clock: ClockAccount {
    let program = try? Installation.executable().string
    let known = [
      program, options.location.config ?? SettingsFile.settingsPath, SettingsFile.policyPath,
      place?.layout.index, place?.layout.marker,
    ]
    return ClockAccount(comparedWith: known.compactMap(\.self))
  }

  private static var release: String {
    var names = utsname()
    guard uname(&names) == 0 else { return "of an unknown release" }
    return withUnsafeBytes(of: names.release) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
