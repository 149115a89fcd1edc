# The server on Alpine, for amd64: SQLite's native library has no build for musl on arm64.
# docs/operations/deploy.md says how the image is made and run.

# Built by whatever machine this is, for amd64: the compiler would be slow where it is emulated.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0-alpine AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY eng/ eng/
COPY src/ src/
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish src/Larder.Server/Larder.Server.csproj -c Release -r linux-musl-x64 --self-contained false \
      -p:PublishReadyToRun=true -p:RunAnalyzers=false -p:DebugType=none -o /publish \
 && mkdir /empty

FROM --platform=linux/amd64 mcr.microsoft.com/dotnet/aspnet:10.0-alpine
WORKDIR /app
COPY --from=build /publish .

# The one place that is written to; all else may be read-only. The user is the one that the base image brings.
COPY --from=build --chown=1654:1654 /empty /data
VOLUME /data
USER 1654:1654

# All interfaces of the container, and whoever reaches them may use the data; administration needs a key even so.
# TLS asks for a home, even to find nothing there; not every engine gives one to a user that only has a number.
ENV ASPNETCORE_URLS="http://0.0.0.0:8000;http://0.0.0.0:7171" \
    ASPNETCORE_HTTP_PORTS="" \
    LARDER__SECURITY__ANONYMOUS=Data \
    LARDER__DATAFOLDER=/data \
    HOME=/data \
    SQLITE_TMPDIR=/data \
    DOTNET_EnableDiagnostics=0
EXPOSE 8000 7171

HEALTHCHECK --interval=15s --timeout=3s --start-period=40s --retries=3 \
  CMD ["wget", "-q", "-T", "2", "-O", "/dev/null", "http://127.0.0.1:8000/health"]
ENTRYPOINT ["dotnet", "/app/Larder.Server.dll"]
