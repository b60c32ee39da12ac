import PlanRendering
import Reconciling
import StatusJudging

/// Shows the status on the whole screen, again and again.
struct StatusWatch {
  private let look: StatusLook
  private let pause: Duration

  init(_ look: StatusLook, every pause: Duration) {
    self.look = look
    self.pause = pause
  }

  /// Returns once somebody has seen enough.
  func run() async throws {
    // What is wrong from the start is told like any other command's error.
    var survey = try await look.survey(.overMoment)
    var problem: String?
    let screen = try FullScreen()
    while true {
      let end = ContinuousClock.now + pause
      var isResized = true
      while isResized {
        try screen.draw(lines(survey.status, problem, screen.size))
        switch screen.wait(until: end) {
        case .quit: return
        case .redraw(let hasNewSize): isResized = hasNewSize
        }
      }
      do {
        survey = try await look.survey(.since(survey.readings))
        problem = nil
      } catch {
        // It may be gone by the next time: a disk that comes back, a file that is being replaced.
        problem = "\(error)"
      }
    }
  }

  private func lines(
    _ status: MachineStatus, _ problem: String?, _ size: (columns: Int, lines: Int)
  ) -> [String] {
    var style = Terminal.style
    style.width = max(40, size.columns)
    let text = StatusText(status, style: style, times: StatusLook.times(of: status)).text
    let trouble = problem.map {
      wrapped("what follows is old: \(harmless($0))", width: style.width)
    }
    var lines = (trouble ?? []) + text.split(separator: "\n").map(String.init)
    if lines.count > size.lines {
      let hidden = lines.count - size.lines + 1
      lines = lines.prefix(size.lines - 1) + ["… and \(hidden) more lines"]
    }
    return lines
  }
}
