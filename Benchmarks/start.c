/* usage: start LXCPATH COMMAND [ARGUMENT...]
 *
 * The least that creating and starting containers costs: standard input lists lines "NAME CONFIG", CONFIG being a file to
 * copy to LXCPATH/NAME/config; each container is then started with COMMAND as its init, one after another, by liblxc.
 */
#include <errno.h>
#include <fcntl.h>
#include <lxc/lxccontainer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

static void fail(const char *what, const char *name)
{
	fprintf(stderr, "start: failed to %s '%s': %s\n", what, name, strerror(errno));
	exit(1);
}

static void write_config(const char *source, const char *lxcpath, const char *name)
{
	char path[4096];
	struct stat status;
	int from = open(source, O_RDONLY | O_CLOEXEC);
	if (from < 0 || fstat(from, &status) < 0)
		fail("read", source);
	snprintf(path, sizeof(path), "%s/%s", lxcpath, name);
	if (mkdir(path, 0770) < 0 && errno != EEXIST)
		fail("make", path);
	snprintf(path, sizeof(path), "%s/%s/config", lxcpath, name);
	int to = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (to < 0 || sendfile(to, from, NULL, status.st_size) != status.st_size)
		fail("write", path);
	close(from);
	close(to);
}

int main(int argc, char **argv)
{
	char name[64], config[4096];
	if (argc < 3) {
		fprintf(stderr, "usage: start LXCPATH COMMAND [ARGUMENT...]\n");
		return 64;
	}
	while (scanf("%63s %4095s", name, config) == 2) {
		write_config(config, argv[1], name);
		struct lxc_container *container = lxc_container_new(name, argv[1]);
		if (container == NULL)
			fail("open", name);
		if (!container->start(container, 0, argv + 2))
			fail("start", name);
		lxc_container_put(container);
	}
	return 0;
}
