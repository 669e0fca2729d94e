{{/* Lets through what a service has to do with others, and nothing else. */}}
{{- define "danggol.networkPolicy" -}}
{{- $settings := include "danggol.settings" . | fromJson -}}
{{- $policy := $settings.networkPolicy -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "danggol.metadata" . | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "danggol.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    # Storefronts, the shop's servers, staff and providers, all by way of the gateway.
    {{- with $policy.gateway }}
    - from:
        {{- toYaml . | nindent 8 }}
      ports:
        - port: http
    {{- end }}
    # Metrics.
    {{- with $policy.monitoring }}
    - from:
        {{- toYaml . | nindent 8 }}
      ports:
        - port: http
    {{- end }}
    {{- range $caller, $facts := include "danggol.allFacts" . | fromYaml }}
    {{- if has $.Chart.Name ($facts.calls | default list) }}
    - from:
        {{- include "danggol.podsOf" (list $ $caller) | nindent 8 }}
      ports:
        - port: http
    {{- end }}
    {{- end }}
    # `helm test`.
    - from:
        {{- include "danggol.podsOf" (list . "test") | nindent 8 }}
      ports:
        - port: http
  egress:
    {{- include "danggol.egress" (list . "dns") | nindent 4 }}
    {{- range $callee := (include "danggol.facts" . | fromYaml).calls }}
    - to:
        {{- include "danggol.podsOf" (list $ $callee) | nindent 8 }}
      ports:
        - port: http
    {{- end }}
    {{- $needs := list "kafka" "oidc" }}
    {{- if $settings.database }}{{ $needs = append $needs "postgresql" }}{{ end }}
    {{- if (include "danggol.facts" . | fromYaml).redis }}{{ $needs = append $needs "redis" }}{{ end }}
    {{- if .Values.global.tracing.enabled }}{{ $needs = append $needs "tracing" }}{{ end }}
    {{- if eq .Chart.Name "campaign" }}{{ $needs = concat $needs (list "mail" "providers") }}{{ end }}
    {{- range $need := $needs }}
    {{- include "danggol.egress" (list $ $need) | nindent 4 }}
    {{- end }}
    {{- with $policy.extraEgress }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}

{{/* A migration speaks to its database, and nobody to it. */}}
{{- define "danggol.migrationPolicy" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "danggol.metadataOf" (list . (printf "%s-migrate" .Chart.Name)) | nindent 2 }}
  annotations:
    helm.sh/hook: pre-install,pre-upgrade
    helm.sh/hook-weight: "-1"
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  podSelector:
    matchLabels:
      {{- include "danggol.selectorOf" (list . (printf "%s-migration" .Chart.Name)) | nindent 6 }}
  policyTypes: [Ingress, Egress]
  egress:
    {{- include "danggol.egress" (list . "dns") | nindent 4 }}
    {{- include "danggol.egress" (list . "postgresql") | nindent 4 }}
{{- end -}}

{{/* A component of this release as a peer. Takes a list of context and component. */}}
{{- define "danggol.podsOf" -}}
- podSelector:
    matchLabels:
      {{- include "danggol.selectorOf" . | nindent 6 }}
{{- end -}}

{{/*
The way to something outside of the services: where the values say it is, else the release's own server where it brings one, else
anywhere. Its ports are those of the values and the one that the service itself is told; no way at all without. Takes a list of
context and name.
*/}}
{{- define "danggol.egress" -}}
{{- $context := index . 0 -}}
{{- $need := index . 1 -}}
{{- $global := $context.Values.global -}}
{{- $way := get $global.egress $need -}}
{{- $own := dict "kafka" "kafka" "postgresql" "postgresql" "redis" "redis" "oidc" "keycloak" "mail" "mail" -}}
{{- $ports := list -}}
{{- range concat ($way.ports | default list) (include "danggol.toldPorts" (list $context $need) | fromJsonArray) }}{{ $ports = append $ports (int .) }}{{ end -}}
{{- if $ports -}}
# {{ $need }}
- ports:
    {{- range $ports | uniq }}
    - port: {{ . }}
      protocol: TCP
    {{- if eq $need "dns" }}
    - port: {{ . }}
      protocol: UDP
    {{- end }}
    {{- end }}
  {{- if $way.to }}
  to:
    {{- toYaml $way.to | nindent 4 }}
  {{- else if and (hasKey $own $need) (include "danggol.brings" (list $context (get $own $need))) }}
  to:
    {{- include "danggol.podsOf" (list $context (get $own $need)) | nindent 4 }}
  {{- else if and $global.cloudNativePg.enabled (eq $need "postgresql") }}
  to:
    - podSelector:
        matchLabels:
          cnpg.io/cluster: {{ include "danggol.cloudNativePg.name" $context }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* The ports of a server that stand in the address by which the services know it. Takes a list of context and name. */}}
{{- define "danggol.toldPorts" -}}
{{- $context := index . 0 -}}
{{- $need := index . 1 -}}
{{- $global := $context.Values.global -}}
{{- $told := list -}}
{{- if eq $need "postgresql" }}{{ $told = list (toString (int $global.postgresql.port)) }}
{{- else if eq $need "kafka" }}{{ $told = regexFindAll ":[0-9]+" (include "danggol.kafka.bootstrap" $context) -1 }}
{{- else if eq $need "redis" }}{{ $told = regexFindAll ":[0-9]+$" ($global.redis.url | urlParse).host -1 }}
{{- else if eq $need "oidc" }}{{ $told = regexFindAll ":[0-9]+$" ($global.oidc.issuer | urlParse).host -1 }}
{{- else if eq $need "tracing" }}{{ $told = regexFindAll ":[0-9]+$" ($global.tracing.endpoint | urlParse).host -1 }}
{{- else if eq $need "mail" }}{{ $told = list (dig "config" "mail" "port" 0 (include "danggol.settings" $context | fromJson) | int | toString) }}
{{- end -}}
{{- $ports := list -}}
{{- range $told }}{{ with trimPrefix ":" . | int }}{{ $ports = append $ports . }}{{ end }}{{ end -}}
{{- toJson $ports -}}
{{- end -}}
