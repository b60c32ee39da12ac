/* usage: parse FILE...
 *
 * The least that reading YAML costs: libyaml's events of each file, counted and dropped.
 */
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

static long events_in(const char *path)
{
	static unsigned char bytes[256 << 10];
	FILE *file = fopen(path, "rb");
	if (file == NULL) {
		perror(path);
		exit(1);
	}
	size_t size = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);

	yaml_parser_t parser;
	yaml_event_t event;
	long count = 0;
	int last = 0;
	if (!yaml_parser_initialize(&parser))
		exit(1);
	yaml_parser_set_input_string(&parser, bytes, size);
	while (!last) {
		if (!yaml_parser_parse(&parser, &event)) {
			fprintf(stderr, "parse: %s: %s\n", path, parser.problem);
			exit(1);
		}
		last = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
		count++;
	}
	yaml_parser_delete(&parser);
	return count;
}

int main(int argc, char **argv)
{
	long count = 0;
	for (int i = 1; i < argc; i++)
		count += events_in(argv[i]);
	printf("%ld events\n", count);
	return 0;
}
