/* Lua's own error messages in Vietnamese: the ones that people who write rules meet. */
#ifndef CHUAN_RULES_LUA_MESSAGE_H
#define CHUAN_RULES_LUA_MESSAGE_H

#include <stddef.h>

/* Writes the Vietnamese for a message of Lua (without its position); the message itself when it is not known. */
void lua_message_vietnamese(const char *english, char *out, size_t size);

#endif
