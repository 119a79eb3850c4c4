/** What the figure uses of three, and no more: its own types would bring six packages that never run. */
declare module "three" {
  export const BackSide: 1;
  export const LessEqualDepth: 3;
  export const LinearSRGBColorSpace: "srgb-linear";
  export const DynamicDrawUsage: 35048;

  export class Vector3 {
    constructor(x?: number, y?: number, z?: number);
    set(x: number, y: number, z: number): this;
  }

  export class Vector4 {
    constructor(x?: number, y?: number, z?: number, w?: number);
    set(x: number, y: number, z: number, w: number): this;
  }

  export class Object3D {
    readonly position: Vector3;
    readonly scale: Vector3;
    readonly up: Vector3;
    renderOrder: number;
    visible: boolean;
    frustumCulled: boolean;
    add(...children: Object3D[]): this;
    remove(...children: Object3D[]): this;
    lookAt(x: number, y: number, z: number): void;
  }

  export class Scene extends Object3D {}
  export class Group extends Object3D {
    clear(): this;
  }

  export class OrthographicCamera extends Object3D {
    constructor(left?: number, right?: number, top?: number, bottom?: number, near?: number, far?: number);
    left: number;
    right: number;
    top: number;
    bottom: number;
    updateProjectionMatrix(): void;
  }

  export class BufferAttribute {
    constructor(array: Float32Array | Uint16Array, itemSize: number);
    readonly array: Float32Array | Uint16Array;
    needsUpdate: boolean;
    setUsage(usage: number): this;
  }

  export class BufferGeometry {
    setAttribute(name: string, attribute: BufferAttribute): this;
    setIndex(index: BufferAttribute): this;
    dispose(): void;
  }

  export interface Uniform {
    value: unknown;
  }

  export interface ShaderMaterialParameters {
    vertexShader: string;
    fragmentShader: string;
    uniforms: Record<string, Uniform>;
    side?: number;
    transparent?: boolean;
    depthTest?: boolean;
    depthWrite?: boolean;
    depthFunc?: number;
    colorWrite?: boolean;
  }

  export class ShaderMaterial {
    constructor(parameters: ShaderMaterialParameters);
    dispose(): void;
  }

  export class Mesh extends Object3D {
    constructor(geometry: BufferGeometry, material: ShaderMaterial);
    readonly geometry: BufferGeometry;
  }

  export interface WebGLRendererParameters {
    canvas: HTMLCanvasElement;
    context?: WebGL2RenderingContext;
    alpha?: boolean;
  }

  export class WebGLRenderer {
    constructor(parameters: WebGLRendererParameters);
    autoClear: boolean;
    outputColorSpace: string;
    readonly debug: { checkShaderErrors: boolean };
    readonly info: { readonly memory: { readonly geometries: number }; readonly programs: readonly unknown[] | null };
    setPixelRatio(ratio: number): void;
    setSize(width: number, height: number, updateStyle?: boolean): void;
    setClearColor(color: number, alpha: number): void;
    clear(): void;
    clearDepth(): void;
    render(scene: Object3D, camera: OrthographicCamera): void;
    dispose(): void;
    forceContextLoss(): void;
  }
}
