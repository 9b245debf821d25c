@echo off
rem Opens a window in which likhit can be typed, in this folder.
cd /d "%~dp0"
set "PATH=%~dp0;%PATH%"
likhit
cmd /k
