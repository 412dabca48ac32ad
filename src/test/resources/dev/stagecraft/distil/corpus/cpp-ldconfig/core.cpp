#include <string>
std::string hi() { return "hi from core"; }
