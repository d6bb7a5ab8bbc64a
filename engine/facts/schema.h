/* The numbered migrations of data/schema, embedded by the build (data/schema/embed.lua). */
#ifndef CHUAN_FACTS_SCHEMA_H
#define CHUAN_FACTS_SCHEMA_H

extern const char *const schema_migrations[];
extern const unsigned schema_migration_count;

#endif
