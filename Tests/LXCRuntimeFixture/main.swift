import Glibc
import LXCRuntime
import Workers

// Serves the runtime's workers, as turris-apply does.
exit(serveWorker(CommandLine.arguments.last ?? "", tasks: LXCContainerRuntime.workerTasks))
