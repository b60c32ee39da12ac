#include <errno.h>
#include <lxc/lxccontainer.h>

/// What an ordinary lxc-attach does; a macro that Swift does not import.
static inline lxc_attach_options_t clxc_attach_options(void) {
  lxc_attach_options_t options = LXC_ATTACH_OPTIONS_DEFAULT;
  return options;
}
