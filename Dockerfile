# syntax=docker/dockerfile:1
# Builds the service with its pages and runs it as an ordinary user. Data live in /data; PostgreSQL is used by setting (see compose.yaml).

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG NODE_MAJOR=22
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates curl gnupg \
    && curl --fail --silent --show-error --location "https://deb.nodesource.com/setup_${NODE_MAJOR}.x" | bash - \
    && apt-get install --yes --no-install-recommends nodejs \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source

# Packages change seldom: restored before the source is copied, they stay in the build cache.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY Grains.Interfaces/Grains.Interfaces.csproj Grains.Interfaces/packages.lock.json Grains.Interfaces/
COPY Grains/Grains.csproj Grains/packages.lock.json Grains/
COPY WebClient/WebClient.csproj WebClient/packages.lock.json WebClient/Bundle.targets WebClient/
COPY Silo/Silo.csproj Silo/packages.lock.json Silo/
RUN dotnet restore Silo --locked-mode
COPY WebClient/package.json WebClient/package-lock.json WebClient/
RUN cd WebClient && npm ci --no-audit --no-fund

ARG VERSION=0.1.0
COPY . .
RUN dotnet publish Silo --configuration Release --no-restore --output /app -p:MinVerVersionOverride="${VERSION}"

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS final
WORKDIR /app
COPY --from=build /app .
RUN mkdir /data && chown "$APP_UID" /data
USER $APP_UID
VOLUME /data
ENV Storage__DataFolder=/data Urls=http://+:8080
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["dotnet", "Silo.dll", "health"]
ENTRYPOINT ["dotnet", "Silo.dll"]
