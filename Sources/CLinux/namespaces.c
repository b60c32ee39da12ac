#include "namespaces.h"

#include <sched.h>

int clinux_enter_network_namespace(int descriptor) {
  return setns(descriptor, CLONE_NEWNET);
}
