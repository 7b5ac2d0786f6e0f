/* For trying only, put into a Wine prefix and never delivered: the screen has no colour profile. */
#define NOTHING(name) __declspec(dllexport) void *name(void) { return 0; }
#define GOOD(name) __declspec(dllexport) int name(void) { return 1; }

NOTHING(WcsOpenColorProfileW)
NOTHING(WcsOpenColorProfileA)
NOTHING(WcsCreateIccProfile)
NOTHING(GetColorProfileFromHandle)
NOTHING(OpenColorProfileW)
NOTHING(OpenColorProfileA)
NOTHING(GetColorDirectoryW)
NOTHING(GetColorDirectoryA)
NOTHING(WcsGetDefaultColorProfile)
GOOD(CloseColorProfile)
